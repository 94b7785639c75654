package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.event.ApplicationCommandPermissionsUpdate;
import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.EntitlementCreate;
import dev.nightjar.gateway.event.EntitlementDelete;
import dev.nightjar.gateway.event.EntitlementUpdate;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.InteractionCreate;
import dev.nightjar.gateway.event.LifecycleEvent;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.MessageDelete;
import dev.nightjar.gateway.event.MessageDeleteBulk;
import dev.nightjar.gateway.event.MessagePollVoteAdd;
import dev.nightjar.gateway.event.MessagePollVoteRemove;
import dev.nightjar.gateway.event.MessageReactionAdd;
import dev.nightjar.gateway.event.MessageReactionRemove;
import dev.nightjar.gateway.event.MessageReactionRemoveAll;
import dev.nightjar.gateway.event.MessageReactionRemoveEmoji;
import dev.nightjar.gateway.event.MessageUpdate;
import dev.nightjar.gateway.event.PresenceUpdate;
import dev.nightjar.gateway.event.RateLimited;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import dev.nightjar.gateway.event.StageInstanceCreate;
import dev.nightjar.gateway.event.StageInstanceDelete;
import dev.nightjar.gateway.event.StageInstanceUpdate;
import dev.nightjar.gateway.event.SubscriptionCreate;
import dev.nightjar.gateway.event.SubscriptionDelete;
import dev.nightjar.gateway.event.SubscriptionUpdate;
import dev.nightjar.gateway.event.TypingStart;
import dev.nightjar.gateway.event.UserUpdate;
import dev.nightjar.gateway.event.VoiceChannelEffectSend;
import dev.nightjar.gateway.event.VoiceChannelStartTimeUpdate;
import dev.nightjar.gateway.event.VoiceChannelStatusUpdate;
import dev.nightjar.gateway.event.VoiceServerUpdate;
import dev.nightjar.gateway.event.VoiceStateUpdate;
import dev.nightjar.gateway.model.channel.StageInstance;
import dev.nightjar.gateway.model.channel.VoiceState;
import dev.nightjar.gateway.model.message.Message;
import dev.nightjar.gateway.model.presence.Presence;

/** An event as a line for people, with names in place of ids as far as they are known. Confined to its user. */
final class EventLine {

    private final Names names = new Names();
    private final GuildLine guilds = new GuildLine(names);

    /** The line: of a dispatch, its sequence and type before what it tells. */
    String of(Event event) {
        names.learn(event);
        return event instanceof LifecycleEvent own
                ? lifecycle(own)
                : "%6d  %-24s %s"
                        .formatted(
                                event.payload().sequence(),
                                OneLine.of(event.payload().name()),
                                talk(event));
    }

    private static String lifecycle(LifecycleEvent event) {
        return switch (event) {
            case Connected c ->
                "connected to " + c.url() + ", with a heartbeat every " + OneLine.seconds(c.heartbeatInterval())
                        + (c.resuming() ? ", to resume" : "");
            case ConnectFailed f ->
                "could not connect, again in " + OneLine.seconds(f.retryIn()) + ": "
                        + f.cause().getMessage();
            case Disconnected d ->
                "disconnected by " + d.initiator() + " with " + d.code() + " (" + OneLine.of(d.reason()) + "), next: "
                        + d.next();
            case SessionInvalidated s -> "the session has ended: " + OneLine.of(s.reason());
            case SessionStoreFailed f ->
                "the session store did not " + f.action() + ": " + f.cause().getMessage();
            case IdentifyDelayed d ->
                "waits for its turn to identify: " + d.reason()
                        + (d.expected().isZero() ? "" : ", for " + OneLine.seconds(d.expected()));
            case CommandsDropped d ->
                "commands that were not sent: " + d.payloads().size();
            case ShardFailed f -> "the shard has ended: " + f.cause().getMessage();
            default -> event.toString();
        };
    }

    /** What people do in channels. */
    private String talk(Event event) {
        return switch (event) {
            case MessageCreate m -> said(m.message(), m.guildId());
            case MessageUpdate m -> "now " + said(m.message(), m.guildId());
            case MessageDelete m -> "message " + OneLine.id(m.id()) + names.in(m.channelId(), m.guildId());
            case MessageDeleteBulk m -> OneLine.count(m.ids(), "message") + names.in(m.channelId(), m.guildId());
            case MessageReactionAdd r ->
                OneLine.emoji(r.emoji()) + " from " + names.person(r.member(), r.userId())
                        + (r.messageAuthorId() == 0 ? "" : " for " + names.person(r.messageAuthorId()))
                        + names.in(r.channelId(), r.guildId());
            case MessageReactionRemove r ->
                "no more " + OneLine.emoji(r.emoji()) + " from " + names.person(r.userId())
                        + names.in(r.channelId(), r.guildId());
            case MessageReactionRemoveAll r ->
                "from message " + OneLine.id(r.messageId()) + names.in(r.channelId(), r.guildId());
            case MessageReactionRemoveEmoji r ->
                "no more " + OneLine.emoji(r.emoji()) + " at message " + OneLine.id(r.messageId())
                        + names.in(r.channelId(), r.guildId());
            case MessagePollVoteAdd v ->
                names.person(v.userId()) + " votes for answer " + v.answerId() + names.in(v.channelId(), v.guildId());
            case MessagePollVoteRemove v ->
                names.person(v.userId()) + " takes back answer " + v.answerId() + names.in(v.channelId(), v.guildId());
            case TypingStart t ->
                names.person(t.member(), t.userId()) + " types" + names.in(t.channelId(), t.guildId());
            case VoiceStateUpdate v -> voice(v.voiceState());
            case VoiceServerUpdate v -> "voice of " + names.guild(v.guildId()) + " is at " + OneLine.of(v.endpoint());
            case VoiceChannelEffectSend e ->
                (e.emoji() == null ? "a sound" : OneLine.emoji(e.emoji())) + " from " + names.person(e.userId())
                        + names.in(e.channelId(), e.guildId());
            case VoiceChannelStatusUpdate s -> OneLine.quoted(s.status()) + names.in(s.id(), s.guildId());
            case VoiceChannelStartTimeUpdate s ->
                (s.voiceStartTime() == null ? "nobody talks" : "talking since " + s.voiceStartTime())
                        + names.in(s.id(), s.guildId());
            case StageInstanceCreate s -> stage(s.stageInstance());
            case StageInstanceUpdate s -> stage(s.stageInstance());
            case StageInstanceDelete s -> stage(s.stageInstance());
            case PresenceUpdate p -> presence(p.presence());
            case UserUpdate u -> "the bot is " + names.person(u.user());
            default -> bot(event);
        };
    }

    /** What is for the bot itself. */
    private String bot(Event event) {
        return switch (event) {
            case Ready r -> names.person(r.user()) + ", in " + OneLine.count(r.guilds(), "guild");
            case Resumed r -> "nothing was lost; what was missed has come before this";
            case RateLimited r ->
                r.command().map(Enum::name).orElse("op " + r.opcode()) + " again in " + r.retryAfter() + " s";
            case InteractionCreate.ApplicationCommand i ->
                "/" + OneLine.of(i.data().name()) + names.by(i.interaction());
            case InteractionCreate.MessageComponent i ->
                OneLine.quoted(i.data().customId()) + " chosen" + names.by(i.interaction());
            case InteractionCreate.Autocomplete i ->
                "/" + OneLine.of(i.data().name()) + " …" + names.by(i.interaction());
            case InteractionCreate.ModalSubmit i ->
                OneLine.quoted(i.data().customId()) + " filled in" + names.by(i.interaction());
            case InteractionCreate i -> i.interaction().type() + names.by(i.interaction());
            case ApplicationCommandPermissionsUpdate p ->
                OneLine.count(p.permissions(), "permission") + " of command " + OneLine.id(p.id()) + names.inGuild(p);
            case EntitlementCreate e ->
                e.entitlement().type() + " of " + names.person(e.entitlement().userId());
            case EntitlementUpdate e ->
                e.entitlement().type() + " of " + names.person(e.entitlement().userId());
            case EntitlementDelete e ->
                e.entitlement().type() + " of " + names.person(e.entitlement().userId());
            case SubscriptionCreate s ->
                s.subscription().status() + " of "
                        + names.person(s.subscription().userId());
            case SubscriptionUpdate s ->
                s.subscription().status() + " of "
                        + names.person(s.subscription().userId());
            case SubscriptionDelete s ->
                s.subscription().status() + " of "
                        + names.person(s.subscription().userId());
            case Malformed m -> "cannot be read: " + OneLine.of(m.cause().getMessage());
            default -> guilds.of(event);
        };
    }

    private String said(Message message, long guild) {
        String text = OneLine.of(message.content());
        String what = !text.isEmpty()
                ? text
                : message.attachments().isEmpty() && message.embeds().isEmpty()
                        ? "(no text)"
                        : "(" + (message.attachments().size() + message.embeds().size()) + " files or cards)";
        return names.person(message.author()) + names.in(message.channelId(), guild) + ": " + what;
    }

    private String voice(VoiceState state) {
        String who = names.person(state.member(), state.userId());
        return state.channelId() == 0
                ? who + " leaves the voice channels of " + names.guild(state.guildId())
                : who + " is" + names.in(state.channelId(), state.guildId())
                        + (state.selfDeaf() ? ", deafened" : state.selfMute() ? ", muted" : "");
    }

    private String presence(Presence presence) {
        String doing = presence.activities().isEmpty()
                ? ""
                : ", " + OneLine.of(presence.activities().getFirst().name());
        return names.person(presence.user().id()) + " is " + presence.status() + doing;
    }

    private String stage(StageInstance stage) {
        return OneLine.quoted(stage.topic()) + names.in(stage.channelId(), stage.guildId());
    }
}
