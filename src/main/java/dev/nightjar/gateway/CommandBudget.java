package dev.nightjar.gateway;

import java.time.Duration;

/**
 * The number of commands that the connection may still send, at one moment. The gateway allows 120 payloads in any 60 seconds;
 * heartbeats have a share of their own that commands cannot use.
 *
 * @param max how many commands fit into 60 seconds; {@link Integer#MAX_VALUE} when the limit is switched off
 * @param available how many could be sent right now
 * @param nextFree how long until one more can be sent; zero while any is available
 * @see <a href="https://discord.com/developers/docs/events/gateway#rate-limiting">Discord: Rate Limiting</a>
 */
public record CommandBudget(int max, int available, Duration nextFree) {

    /** Not connected. */
    static final CommandBudget NONE = new CommandBudget(0, 0, Duration.ZERO);
}
