package dev.nightjar.guides;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import dev.nightjar.gateway.event.GuildCreate;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.ShardFailed;

/** A bot with more than one shard. */
final class ManyShards {

    private ManyShards() {}

    static void recommended(GatewayConfig config) throws InterruptedException {
        // @start region="recommended"
        try (Fleet fleet = Fleet.openRecommended(config)) {
            for (ShardEvent next : fleet.events()) {
                switch (next.event()) {
                    case GuildCreate guild ->
                        System.out.println("Shard " + next.shard().id() + " has guild " + guild.guildId());
                    case MessageCreate m -> System.out.println(m.message().content());
                    default -> {}
                }
            }
        }
        // @end
    }

    static Fleet part(GatewayConfig config, int process) {
        // @start region="part"
        Fleet fleet = Fleet.open(ShardRange.bucket(process, 4, 64), config);
        // @end
        return fleet;
    }

    static void goingOn(GatewayConfig config) {
        // @start region="go-on"
        try (Fleet fleet = Fleet.open(ShardRange.all(4), id -> config, Fleet.OnFailure.GO_ON)) {
            for (ShardEvent next : fleet.events()) {
                switch (next.event()) {
                    case ShardFailed failed ->
                        System.out.println("Shard " + next.shard().id() + " has failed: "
                                + failed.cause().getMessage());
                    case MessageCreate m -> System.out.println(m.message().content());
                    default -> {}
                }
            }
        }
        // @end
    }

    static void command(Fleet fleet, long guildId) {
        // @start region="commands"
        fleet.send(UpdatePresence.of(Status.ONLINE, Activity.of(Activity.Type.WATCHING, "the stars")));
        Shard shard = fleet.shardOf(guildId);
        System.out.println("Guild " + guildId + " is on shard " + shard.id() + ", which is " + shard.state());
        // @end
    }

    static void grow(Fleet fleet) throws InterruptedException {
        // @start region="reshard"
        fleet.reshard(ShardRange.all(2 * fleet.shards().size()), Resharding.DEFAULT);
        // @end
    }
}
