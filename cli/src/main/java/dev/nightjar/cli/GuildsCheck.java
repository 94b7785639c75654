package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import dev.nightjar.gateway.ShardId;

/** The check whether the bot is in any guild. Pure. */
final class GuildsCheck {

    static final String NAME = "guilds";

    private GuildsCheck() {}

    /**
     * The finding.
     *
     * @param guilds how many READY has named
     * @param shard the shard that it named them to
     * @param application the id of the application, empty where it is unknown
     */
    static Finding judge(int guilds, ShardId shard, String application) {
        if (guilds > 0) {
            return new Found("READY names " + Words.count(guilds, "guild") + ".");
        }
        if (shard.total() > 1) {
            return new Warning(
                    "READY names no guild for shard " + shard + ".", "Run fewer shards, if the bot is in few guilds.");
        }
        return new Trouble(
                ExitStatus.GUILDS,
                "READY names no guild: the bot was invited nowhere, so nothing but direct messages can come.",
                "Invite it: https://discord.com/oauth2/authorize?client_id="
                        + (application.isEmpty() ? "APPLICATION_ID" : application) + "&scope=bot");
    }
}
