package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandQueueTest {

    private final CommandQueue commands = new CommandQueue(ShardId.ONE, 3);

    @Test
    void aCommandStaysUntilItWasWritten() {
        CommandQueue.Entry one = add("one");
        add("two");

        assertThat(next()).isEqualTo("one");
        assertThat(commands.isWaiting(one)).isTrue();
        commands.written(one);

        assertThat(next()).isEqualTo("two");
        assertThat(commands.isWaiting(one)).isFalse();
    }

    @Test
    void aCommandThatWasTakenBackWhileItWasWrittenTakesNoOtherWithIt() {
        CommandQueue.Entry written = add("the same");
        CommandQueue.Entry other = add("the same");

        commands.takeBack(written);
        commands.written(written);

        assertThat(commands.isWaiting(other)).isTrue();
        assertThat(next()).isEqualTo("the same");
    }

    @Test
    void commandsThatBelongTogetherAreAllAddedOrNone() {
        add("one");

        assertThatIllegalStateException()
                .isThrownBy(() -> commands.add(List.of("two", "three", "four")))
                .withMessage("Shard " + ShardId.ONE
                        + " has 1 commands waiting; GatewayConfig.Builder.commandBuffer allows 3:"
                        + " send more slowly");

        commands.written(Objects.requireNonNull(commands.peek()));
        assertThat(next()).isNull();
        assertThat(commands.add(List.of("two", "three", "four")))
                .extracting(CommandQueue.Entry::json)
                .containsExactly("two", "three", "four");
    }

    private CommandQueue.Entry add(String json) {
        return commands.add(List.of(json)).getFirst();
    }

    private @Nullable String next() {
        CommandQueue.Entry entry = commands.peek();
        return entry == null ? null : entry.json();
    }
}
