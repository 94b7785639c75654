package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.GuildMembers;
import dev.nightjar.gateway.MemberRequestException;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.command.RequestGuildMembers;
import java.time.Duration;

/** Asking a guild for its members. */
final class Members {

    private Members() {}

    static void count(Shard shard, long guildId) throws InterruptedException {
        // @start region="members"
        try {
            GuildMembers all = shard.requestMembers(RequestGuildMembers.all(guildId), Duration.ofMinutes(1));
            System.out.println(all.members().size() + " members");
        } catch (MemberRequestException e) {
            System.out.println(e.reason() + " after " + e.received().members().size() + " members: " + e.getMessage());
        }
        // @end
    }
}
