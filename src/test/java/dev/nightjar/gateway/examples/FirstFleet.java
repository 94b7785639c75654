package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.event.GuildCreate;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import java.net.URI;

/** Many shards in one process, as many as Discord recommends. */
public final class FirstFleet {

    private FirstFleet() {}

    /**
     * Prints what happens on all shards until the fleet is closed.
     *
     * @param token the bot's token
     * @param apiUrl Discord's API, or a simulated gateway's
     * @param gatewayUrl Discord's gateway, or a simulated one
     * @throws InterruptedException when the thread is interrupted
     */
    public static void run(String token, URI apiUrl, URI gatewayUrl) throws InterruptedException {
        GatewayConfig config = GatewayConfig.builder(token)
                .apiUrl(apiUrl)
                .gatewayUrl(gatewayUrl)
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .build();
        // @start region="fleet"
        try (Fleet fleet = Fleet.openRecommended(config)) {
            for (ShardEvent next : fleet.events()) {
                switch (next.event()) {
                    case GuildCreate guild -> System.out.println(next.shard().id() + " has " + guild.guildId());
                    case MessageCreate m -> System.out.println(m.message().content());
                    default -> {}
                }
            }
        }
        // @end
    }

    static void presence(Fleet fleet) {
        // @start region="commands"
        fleet.send(UpdatePresence.of(UpdatePresence.Status.IDLE));
        fleet.states().forEach((state, shards) -> System.out.println(shards + " shards are " + state));
        // @end
    }

    static void reshard(Fleet fleet) throws InterruptedException {
        // @start region="reshard"
        // In another thread than the loop's, which goes on meanwhile.
        fleet.reshard(ShardRange.all(2 * fleet.shards().size()), Resharding.DEFAULT);
        // @end
    }
}
