package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import dev.nightjar.gateway.SessionStartLimit;

/** The check of how often the bot may still log in. Pure. */
final class LimitsCheck {

    static final String NAME = "sessions";

    private LimitsCheck() {}

    /**
     * The finding.
     *
     * @param limit what Discord says
     * @param shards how many shards the bot has, each of which logs in once
     */
    static Finding judge(SessionStartLimit limit, int shards) {
        String left = Words.number(limit.remaining()) + " of " + Words.number(limit.total()) + " log-ins are left";
        String reset = limit.resetAfter().isZero() ? "" : ", and all again in " + Words.time(limit.resetAfter());
        if (limit.remaining() == 0) {
            return new Trouble(
                    ExitStatus.LIMITS,
                    "No log-in is left today" + reset + ".",
                    "Wait, and mend what logs in again and again: a service that restarts the bot, or one that never resumes.");
        }
        if (limit.remaining() < shards || limit.remaining() < limit.total() / 10) {
            return new Warning(
                    left + reset + ", for " + Words.count(shards, "shard") + ".",
                    "Do not restart the bot without need, and let it keep its sessions over a restart"
                            + " (GatewayConfig.Builder.sessionStore).");
        }
        return new Found(left + reset + ".");
    }
}
