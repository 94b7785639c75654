package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import java.time.Duration;

/** The check whether the gateway answers heartbeats, and how fast. Pure. */
final class HeartbeatCheck {

    static final String NAME = "heartbeat";

    // Discord answers in some 50 ms, over an ocean in some 200. An interaction must be answered within three seconds.
    private static final Duration SLOW = Duration.ofSeconds(3);

    private HeartbeatCheck() {}

    static Finding judge(Login.Seen seen) {
        if (seen.ack().isEmpty()) {
            return new Trouble(
                    ExitStatus.GATEWAY,
                    "The gateway did not answer a heartbeat.",
                    "Try again; if it stays so, check the proxy on the way, which holds data back, most likely.");
        }
        Duration ack = seen.ack().get();
        return ack.compareTo(SLOW) > 0
                ? new Warning(
                        "The gateway answered a heartbeat after " + Words.time(ack) + ", which is slow.",
                        "Check how busy this machine and its network are.")
                : new Found("The gateway answered a heartbeat in " + Words.time(ack) + ".");
    }
}
