package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The check of the number of shards against the number of guilds. Pure. */
final class ShardsCheck {

    static final String NAME = "shards";

    // Discord: gateway#sharding
    private static final int MOST_GUILDS = 2_500;

    private ShardsCheck() {}

    /**
     * The finding.
     *
     * @param guilds in how many guilds the bot is, if that is known
     * @param recommended how many shards Discord recommends
     * @param asked how many the bot runs, if the user has said so
     */
    static Finding judge(OptionalLong guilds, int recommended, OptionalInt asked) {
        int shards = asked.orElse(recommended);
        String known = (guilds.isPresent() ? Words.count(guilds.getAsLong(), "guild") + ", and " : "")
                + Words.count(recommended, "shard") + (recommended == 1 ? " is" : " are") + " recommended";
        if (guilds.isPresent() && guilds.getAsLong() > (long) shards * MOST_GUILDS) {
            return new Trouble(
                    ExitStatus.LIMITS,
                    capital(known) + ": " + Words.count(shards, "shard")
                            + " cannot have so many, and Discord closes the connection with 4011.",
                    "Run as many as Discord recommends, as Fleet.openRecommended does.");
        }
        if (shards < recommended) {
            return new Warning(
                    capital(known) + ", but the bot runs " + shards + ".",
                    "Run as many as Discord recommends, as Fleet.openRecommended does, before there are too few.");
        }
        return new Found(capital(known) + ".");
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
