package dev.nightjar.guides;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.GuildMemberAdd;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.InteractionCreate;
import dev.nightjar.gateway.event.MessageCreate;
import java.util.EnumSet;
import java.util.Set;

/** Which intents a bot asks for, and what happens when Discord does not grant them. */
final class IntentsChosen {

    private IntentsChosen() {}

    static void ask() {
        // @start region="bringing"
        Set<EventType> handled = EnumSet.of(EventType.MESSAGE_CREATE, EventType.GUILD_MEMBER_ADD);
        System.out.println(Intent.bringing(handled));
        // @end
    }

    static void welcome(GatewayConfig.Builder builder) {
        // @start region="choose"
        GatewayConfig config = builder.intents(Intent.GUILDS, Intent.GUILD_MEMBERS, Intent.GUILD_MESSAGES)
                .build();
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            for (Event event : shard.events()) {
                switch (event) {
                    case GuildMemberAdd joined -> System.out.println("Somebody has joined guild " + joined.guildId());
                    case MessageCreate m ->
                        System.out.println("A message in channel " + m.message().channelId());
                    default -> {}
                }
            }
        } catch (GatewayException e) {
            if (e.reason() == GatewayException.Reason.DISALLOWED_INTENTS) {
                System.out.println("Enable the privileged intents on the bot's page in the developer portal");
            }
            throw e;
        }
        // @end
    }

    static void commandsOnly(GatewayConfig.Builder builder) {
        // @start region="none"
        GatewayConfig config = builder.intents().build();
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            for (Event event : shard.events()) {
                if (event instanceof InteractionCreate.ApplicationCommand command) {
                    System.out.println("/" + command.data().name());
                }
            }
        }
        // @end
    }
}
