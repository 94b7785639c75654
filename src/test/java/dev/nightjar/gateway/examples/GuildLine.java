package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.event.AutoModerationActionExecution;
import dev.nightjar.gateway.event.AutoModerationRuleCreate;
import dev.nightjar.gateway.event.AutoModerationRuleDelete;
import dev.nightjar.gateway.event.AutoModerationRuleUpdate;
import dev.nightjar.gateway.event.ChannelCreate;
import dev.nightjar.gateway.event.ChannelDelete;
import dev.nightjar.gateway.event.ChannelInfo;
import dev.nightjar.gateway.event.ChannelPinsUpdate;
import dev.nightjar.gateway.event.ChannelUpdate;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.GuildAuditLogEntryCreate;
import dev.nightjar.gateway.event.GuildBanAdd;
import dev.nightjar.gateway.event.GuildBanRemove;
import dev.nightjar.gateway.event.GuildCreate;
import dev.nightjar.gateway.event.GuildDelete;
import dev.nightjar.gateway.event.GuildEmojisUpdate;
import dev.nightjar.gateway.event.GuildIntegrationsUpdate;
import dev.nightjar.gateway.event.GuildJoinRequestCreate;
import dev.nightjar.gateway.event.GuildJoinRequestDelete;
import dev.nightjar.gateway.event.GuildJoinRequestUpdate;
import dev.nightjar.gateway.event.GuildMemberAdd;
import dev.nightjar.gateway.event.GuildMemberRemove;
import dev.nightjar.gateway.event.GuildMemberUpdate;
import dev.nightjar.gateway.event.GuildMembersChunk;
import dev.nightjar.gateway.event.GuildRoleCreate;
import dev.nightjar.gateway.event.GuildRoleDelete;
import dev.nightjar.gateway.event.GuildRoleUpdate;
import dev.nightjar.gateway.event.GuildScheduledEventCreate;
import dev.nightjar.gateway.event.GuildScheduledEventDelete;
import dev.nightjar.gateway.event.GuildScheduledEventExceptionCreate;
import dev.nightjar.gateway.event.GuildScheduledEventExceptionDelete;
import dev.nightjar.gateway.event.GuildScheduledEventExceptionUpdate;
import dev.nightjar.gateway.event.GuildScheduledEventUpdate;
import dev.nightjar.gateway.event.GuildScheduledEventUserAdd;
import dev.nightjar.gateway.event.GuildScheduledEventUserRemove;
import dev.nightjar.gateway.event.GuildSoundboardSoundCreate;
import dev.nightjar.gateway.event.GuildSoundboardSoundDelete;
import dev.nightjar.gateway.event.GuildSoundboardSoundUpdate;
import dev.nightjar.gateway.event.GuildSoundboardSoundsUpdate;
import dev.nightjar.gateway.event.GuildStickersUpdate;
import dev.nightjar.gateway.event.GuildUpdate;
import dev.nightjar.gateway.event.IntegrationCreate;
import dev.nightjar.gateway.event.IntegrationDelete;
import dev.nightjar.gateway.event.IntegrationUpdate;
import dev.nightjar.gateway.event.InviteCreate;
import dev.nightjar.gateway.event.InviteDelete;
import dev.nightjar.gateway.event.SoundboardSounds;
import dev.nightjar.gateway.event.ThreadCreate;
import dev.nightjar.gateway.event.ThreadDelete;
import dev.nightjar.gateway.event.ThreadListSync;
import dev.nightjar.gateway.event.ThreadMemberUpdate;
import dev.nightjar.gateway.event.ThreadMembersUpdate;
import dev.nightjar.gateway.event.ThreadUpdate;
import dev.nightjar.gateway.event.WebhooksUpdate;
import dev.nightjar.gateway.model.channel.Channel;
import dev.nightjar.gateway.model.guild.ScheduledEventException;

/** What an event tells of a guild: of its channels, its members and all that it owns. Confined to its user. */
final class GuildLine {

    private final Names names;

    GuildLine(Names names) {
        this.names = names;
    }

    /** What becomes of channels, threads and the people in them; the number of bytes of what this version does not know. */
    String of(Event event) {
        return switch (event) {
            case ChannelCreate c -> channel(c.channel());
            case ChannelUpdate c -> channel(c.channel());
            case ChannelDelete c -> channel(c.channel());
            case ChannelInfo c -> OneLine.count(c.channels(), "voice channel") + names.inGuild(c);
            case ChannelPinsUpdate p ->
                (p.lastPinTimestamp() == null ? "nothing pinned" : "last pin " + p.lastPinTimestamp())
                        + names.in(p.channelId(), p.guildId());
            case ThreadCreate t -> (t.newlyCreated() ? "new: " : "") + channel(t.thread());
            case ThreadUpdate t -> channel(t.thread());
            case ThreadDelete t -> names.channel(t.id()) + names.in(t.parentId(), t.guildId());
            case ThreadListSync t ->
                OneLine.listed(t.threads().stream().map(Names::name).toList()) + names.inGuild(t);
            case ThreadMemberUpdate t -> "the bot" + names.in(t.member().id(), t.guildId());
            case ThreadMembersUpdate t ->
                t.addedMembers().size() + " came and " + t.removedMemberIds().size() + " went"
                        + names.in(t.id(), t.guildId());
            case GuildMemberAdd m -> names.person(m.member(), 0) + names.inGuild(m);
            case GuildMemberUpdate m -> names.person(m.member().user()) + names.inGuild(m);
            case GuildMemberRemove m -> names.person(m.user()) + names.inGuild(m);
            case GuildMembersChunk c ->
                OneLine.count(c.members(), "member") + names.inGuild(c) + ", part " + (c.chunkIndex() + 1) + " of "
                        + c.chunkCount();
            case GuildBanAdd b -> names.person(b.user()) + names.inGuild(b);
            case GuildBanRemove b -> names.person(b.user()) + names.inGuild(b);
            case GuildJoinRequestCreate r ->
                names.person(r.request().user(), r.request().userId()) + names.inGuild(r);
            case GuildJoinRequestUpdate r ->
                names.person(r.request().user(), r.request().userId()) + names.inGuild(r) + ": " + r.status();
            case GuildJoinRequestDelete r -> names.person(r.userId()) + names.inGuild(r);
            case InviteCreate i -> OneLine.of(i.code()) + names.by(i.inviter()) + names.in(i.channelId(), i.guildId());
            case InviteDelete i -> OneLine.of(i.code()) + names.in(i.channelId(), i.guildId());
            case WebhooksUpdate w -> "changed" + names.in(w.channelId(), w.guildId());
            default -> guilds(event);
        };
    }

    /** What becomes of guilds and what they own. */
    private String guilds(Event event) {
        return switch (event) {
            case GuildCreate.Available g ->
                names.guild(g.guildId()) + ", " + g.memberCount() + " members, "
                        + OneLine.listed(g.channels().stream().map(Names::name).toList());
            case GuildCreate.Unavailable g -> names.guild(g.id()) + " is out of service";
            case GuildUpdate g -> OneLine.of(g.guild().name());
            case GuildDelete g -> names.guild(g.id()) + (g.unavailable() ? " is out of service" : " has lost the bot");
            case GuildAuditLogEntryCreate a ->
                a.entry().actionType() + names.by(a.entry().userId()) + names.inGuild(a);
            case GuildEmojisUpdate e ->
                OneLine.listed(e.emojis().stream().map(OneLine::emoji).toList()) + names.inGuild(e);
            case GuildStickersUpdate s -> OneLine.count(s.stickers(), "sticker") + names.inGuild(s);
            case GuildSoundboardSoundCreate s ->
                OneLine.quoted(s.soundboardSound().name()) + names.inGuild(s);
            case GuildSoundboardSoundUpdate s ->
                OneLine.quoted(s.soundboardSound().name()) + names.inGuild(s);
            case GuildSoundboardSoundDelete s -> "sound " + OneLine.id(s.soundId()) + names.inGuild(s);
            case GuildSoundboardSoundsUpdate s -> OneLine.count(s.soundboardSounds(), "sound") + names.inGuild(s);
            case SoundboardSounds s -> OneLine.count(s.soundboardSounds(), "sound") + names.inGuild(s);
            case GuildRoleCreate r -> "@" + OneLine.of(r.role().name()) + names.inGuild(r);
            case GuildRoleUpdate r -> "@" + OneLine.of(r.role().name()) + names.inGuild(r);
            case GuildRoleDelete r -> "role " + OneLine.id(r.roleId()) + names.inGuild(r);
            case GuildScheduledEventCreate s ->
                OneLine.quoted(s.guildScheduledEvent().name()) + names.inGuild(s);
            case GuildScheduledEventUpdate s ->
                OneLine.quoted(s.guildScheduledEvent().name()) + names.inGuild(s);
            case GuildScheduledEventDelete s ->
                OneLine.quoted(s.guildScheduledEvent().name()) + names.inGuild(s);
            case GuildScheduledEventUserAdd s -> names.person(s.userId()) + " is interested" + names.inGuild(s);
            case GuildScheduledEventUserRemove s ->
                names.person(s.userId()) + " is interested no more" + names.inGuild(s);
            case GuildScheduledEventExceptionCreate s -> date(s.exception()) + names.inGuild(s);
            case GuildScheduledEventExceptionUpdate s -> date(s.exception()) + names.inGuild(s);
            case GuildScheduledEventExceptionDelete s -> date(s.exception()) + names.inGuild(s);
            case AutoModerationRuleCreate r -> OneLine.quoted(r.rule().name()) + names.inGuild(r);
            case AutoModerationRuleUpdate r -> OneLine.quoted(r.rule().name()) + names.inGuild(r);
            case AutoModerationRuleDelete r -> OneLine.quoted(r.rule().name()) + names.inGuild(r);
            case AutoModerationActionExecution a ->
                a.action().type() + " for what " + names.person(a.userId()) + " wrote"
                        + names.in(a.channelId(), a.guildId());
            case GuildIntegrationsUpdate i -> "changed" + names.inGuild(i);
            case IntegrationCreate i -> OneLine.quoted(i.integration().name()) + names.inGuild(i);
            case IntegrationUpdate i -> OneLine.quoted(i.integration().name()) + names.inGuild(i);
            case IntegrationDelete i -> "integration " + OneLine.id(i.id()) + names.inGuild(i);
            default -> event.payload().size() + " bytes";
        };
    }

    private String channel(Channel channel) {
        return Names.name(channel) + " of " + names.guild(channel.guildId());
    }

    private static String date(ScheduledEventException exception) {
        return exception.isCanceled() ? "one date is called off" : "one date is now " + exception.scheduledStartTime();
    }
}
