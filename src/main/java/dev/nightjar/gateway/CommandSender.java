package dev.nightjar.gateway;

import dev.nightjar.gateway.command.Command;
import dev.nightjar.gateway.command.RequestGuildMembers;
import java.util.List;

/**
 * A handle that only sends: it can neither close a shard nor take its events. It is for code that should not be able to do more,
 * and easy to replace in that code's tests. Safe for any thread.
 *
 * @see Shard#sender()
 * @see Fleet#sender()
 */
public interface CommandSender {

    /**
     * The payloads that a command is sent as, for code that sends them elsewhere with {@link Shard#sendJson}.
     *
     * @param command the command
     * @return one, or several where one would be longer than 4,096 bytes
     * @throws IllegalArgumentException when one is longer nevertheless
     */
    static List<String> payloads(Command command) {
        return PayloadWriter.commands(command);
    }

    /**
     * Queues a command.
     *
     * @param command the command
     * @throws IllegalArgumentException as {@link Shard#send} and {@link Fleet#send}
     * @throws IllegalStateException as {@link Shard#send} and {@link Fleet#send}
     */
    void send(Command command);

    /**
     * Asks for members of a guild and waits for the answer.
     *
     * @param request what to ask for
     * @param deadline how long to wait at most
     * @param onRateLimit whether to wait and ask again, or to fail at once
     * @return the members
     * @throws MemberRequestException when the answer does not come
     * @throws InterruptedException when the thread is interrupted
     */
    GuildMembers requestMembers(
            RequestGuildMembers request, MemberDeadline deadline, RequestGuildMembers.OnRateLimit onRateLimit)
            throws InterruptedException;
}
