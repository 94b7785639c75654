package dev.nightjar.guides;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GuildMembers;
import dev.nightjar.gateway.MemberDeadline;
import dev.nightjar.gateway.MemberRequestException;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import java.time.Duration;
import java.util.EnumSet;

/** The bots with which the guides on migrating end: what their users had on other libraries. */
final class Migrated {

    private Migrated() {}

    static void fromJda(GatewayConfig.Builder builder) {
        // @start region="jda"
        GatewayConfig config = builder.intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .presence(UpdatePresence.of(Status.ONLINE, Activity.of(Activity.Type.WATCHING, "the stars")))
                .build();
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            for (Event event : shard.events()) {
                switch (event) {
                    case MessageCreate m ->
                        System.out.println(m.message().author().username() + ": "
                                + m.message().content());
                    case Disconnected end -> System.out.println("Disconnected: " + end.reason());
                    case Resumed resumed -> System.out.println("Resumed");
                    default -> {}
                }
            }
        }
        // @end
    }

    static void members(Shard shard, long guildId) throws InterruptedException {
        // @start region="members"
        try {
            GuildMembers all = shard.requestMembers(
                    RequestGuildMembers.all(guildId),
                    MemberDeadline.betweenChunks(Duration.ofSeconds(30)),
                    OnRateLimit.WAIT);
            System.out.println(all.members().size() + " members");
        } catch (MemberRequestException e) {
            System.out.println("Not all members: " + e.getMessage());
        }
        // @end
    }

    static void fromDiscord4J(GatewayConfig.Builder builder) throws InterruptedException {
        // @start region="discord4j"
        GatewayConfig config = builder.intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .presence(UpdatePresence.of(Status.ONLINE, Activity.of(Activity.Type.WATCHING, "the stars")))
                .build();
        try (Fleet fleet = Fleet.openRecommended(config)) {
            for (ShardEvent next : fleet.events()) {
                switch (next.event()) {
                    case MessageCreate m -> System.out.println(m.message().content());
                    case Disconnected end -> System.out.println("Disconnected: " + end.code() + " " + end.reason());
                    case Resumed resumed -> System.out.println("Resumed");
                    default -> {}
                }
            }
        }
        // @end
    }

    static void fromDiscordJs(GatewayConfig.Builder builder) throws InterruptedException {
        // @start region="discord-js"
        GatewayConfig config = builder.intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .build();
        try (Fleet fleet = Fleet.openRecommended(config)) {
            fleet.events().handle(1_000, ShardEvent::guildId, next -> {
                switch (next.event()) {
                    case Ready ready ->
                        System.out.println("Ready as " + ready.user().username());
                    case MessageCreate m ->
                        System.out.println(m.message().author().username() + ": "
                                + m.message().content());
                    case Resumed resumed ->
                        System.out.println("Shard " + next.shard().id().number() + " has resumed");
                    default -> {}
                }
            });
        }
        // @end
    }

    static void fromTwilight(GatewayConfig.Builder builder) {
        // @start region="twilight"
        GatewayConfig config =
                builder.intents(Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT).build();
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            for (Event event : shard.events(EnumSet.of(EventType.MESSAGE_CREATE))) {
                switch (event) {
                    case MessageCreate m -> System.out.println(m.message().content());
                    case Disconnected end -> System.out.println("Closed with " + end.code() + ", next: " + end.next());
                    default -> {}
                }
            }
        }
        // @end
    }
}
