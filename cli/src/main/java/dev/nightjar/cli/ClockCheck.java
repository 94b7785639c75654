package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Skipped;
import dev.nightjar.cli.Finding.Warning;
import java.time.Duration;
import java.time.Instant;

/** The check of this machine's clock against the one of the HTTP API. Pure. */
final class ClockCheck {

    static final String NAME = "clock";

    // The header has whole seconds, and the answer was some time under way.
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private ClockCheck() {}

    static Finding judge(Api.Answer answer) {
        if (answer.date().isEmpty()) {
            return new Skipped("The answer of the HTTP API has no Date to compare with.");
        }
        Instant date = answer.date().get();
        Duration ahead = Duration.between(date, answer.received());
        if (ahead.minus(answer.took()).compareTo(TOLERATED) <= 0
                && ahead.negated().compareTo(TOLERATED) <= 0) {
            return new Found("The clock of this machine is right to a few seconds.");
        }
        return new Warning(
                "The clock of this machine is "
                        + Words.time(Duration.ofSeconds(ahead.abs().toSeconds())) + " "
                        + (ahead.isNegative() ? "behind" : "ahead")
                        + ": certificates and the times of events seem wrong.",
                "Turn on the time service (timedatectl set-ntp true), on the host if this is a container.");
    }
}
