package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommandQueueInterleavingsTest {

    @Test
    void commandsThatBelongTogetherStayTogetherOrAreNotThereAtAll() throws Throwable {
        Interleavings.explore(() -> {
            CommandQueue commands = new CommandQueue(ShardId.ONE, 3);
            AtomicInteger expected = new AtomicInteger();
            Thread one = Threads.start("one", () -> send(commands, List.of("a1", "a2"), expected));
            Thread other = Threads.start("other", () -> send(commands, List.of("b1", "b2"), expected));
            List<CommandQueue.Entry> written = new ArrayList<>();
            Thread writer = Threads.start("writer", () -> write(commands, written));

            Threads.join(one, other, writer);
            write(commands, written);

            assertThat(written).hasSize(expected.get());
            for (int i = 0; i < written.size(); i += 2) {
                assertThat(List.of(written.get(i).json(), written.get(i + 1).json()))
                        .isIn(List.of("a1", "a2"), List.of("b1", "b2"));
            }
        });
    }

    @Test
    void aCommandThatIsTakenBackLeavesTheOthersInTheirOrder() throws Throwable {
        Interleavings.explore(() -> {
            CommandQueue commands = new CommandQueue(ShardId.ONE, 10);
            List<CommandQueue.Entry> entries = commands.add(List.of("same", "same", "other"));
            Thread sender = Threads.start("sender", () -> commands.takeBack(entries.get(1)));
            List<CommandQueue.Entry> written = new ArrayList<>();
            Thread writer = Threads.start("writer", () -> write(commands, written));

            Threads.join(sender, writer);

            assertThat(written.getFirst()).isSameAs(entries.getFirst());
            assertThat(written).isIn(entries, List.of(entries.get(0), entries.get(2)));
            assertThat(entries).noneMatch(commands::isWaiting);
        });
    }

    private static void send(CommandQueue commands, List<String> payloads, AtomicInteger expected) {
        try {
            commands.add(payloads);
            expected.addAndGet(payloads.size());
        } catch (IllegalStateException full) {
            // None of them may be there.
        }
    }

    /** Writes what there is, as the writer does. */
    private static void write(CommandQueue commands, List<CommandQueue.Entry> written) {
        for (CommandQueue.Entry next = commands.peek(); next != null; next = commands.peek()) {
            written.add(next);
            commands.written(next);
        }
    }
}
