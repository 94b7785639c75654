package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.model.component.Component;
import dev.nightjar.gateway.model.component.Container;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads that nest as deep as no message does. */
class NestingTest {

    /** Half of what a thread has by default. */
    private static final int STACK_BYTES = 512 * 1024;

    private static final int DEADLINE_SECONDS = 60;

    /** Where one thing can hold another of its kind, with the end of the name of the event that it is in. */
    enum Nesting {
        CONTAINERS("MESSAGE_CREATE", "{'components':[", "{'type':17,'components':[", "]}", "]}"),
        CONTAINERS_WITH_THE_TYPE_LAST("MESSAGE_CREATE", "{'components':[", "{'components':[", "],'type':17}", "]}"),
        ACCESSORIES("MESSAGE_CREATE", "{'components':[", "{'type':9,'accessory':", "}", "]}"),
        UNKNOWN_COMPONENTS("MESSAGE_CREATE", "{'components':[", "{'type':99,'inner':", "}", "]}"),
        SUBMITTED_LABELS(
                "INTERACTION_CREATE", "{'type':5,'data':{'components':[", "{'type':18,'component':", "}", "]}}"),
        OPTIONS("INTERACTION_CREATE", "{'type':2,'data':{'options':[", "{'type':1,'options':[", "]}", "]}}"),
        TYPED_OPTIONS("INTERACTION_CREATE", "{'type':4,'data':{'options':[", "{'options':[", "]}", "]}}"),
        UNKNOWN_INTERACTIONS("INTERACTION_CREATE", "{'type':99,'data':[", "[", "]", "]}"),
        REFERENCED_MESSAGES("MESSAGE_CREATE", "", "{'referenced_message':", "}", ""),
        AUDIT_LOG_CHANGES("GUILD_AUDIT_LOG_ENTRY_CREATE", "{'changes':[{'new_value':", "[", "]", "}]}");

        private final String event;
        private final String start;
        private final String open;
        private final String close;
        private final String end;

        Nesting(String event, String start, String open, String close, String end) {
            this.event = event;
            this.start = start;
            this.open = open;
            this.close = close;
            this.end = end;
        }

        Payload payload(int depth) {
            return Samples.dispatch(event, start + open.repeat(depth) + "{}" + close.repeat(depth) + end);
        }

        /** How often it fits into what the decoder takes. */
        int deepest() {
            int depth = 1;
            while (!(payload(depth + 1).event() instanceof Malformed)) {
                depth++;
            }
            return depth;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNestsTooDeepIsMalformedAndNoStackOverflows(Nesting nesting) throws Exception {
        Event event = onASmallStack(nesting.payload(100_000));

        assertThat(event)
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed ->
                                assertThat(malformed.cause()).hasMessageContaining("nested deeper than 200 levels"));
    }

    @ParameterizedTest
    @EnumSource
    void whatNestsAsDeepAsIsTakenFitsOnASmallStack(Nesting nesting) throws Exception {
        int deepest = nesting.deepest();

        assertThat(deepest).isBetween(90, 200);
        assertThat(onASmallStack(nesting.payload(deepest))).isNotInstanceOf(Malformed.class);
    }

    @Test
    void everyLevelIsRead() {
        int depth = 90;
        var event = (MessageCreate) Nesting.CONTAINERS.payload(depth).event();

        int levels = 0;
        List<Component> components = event.message().components();
        while (components.getFirst() instanceof Container container) {
            components = container.components();
            levels++;
        }

        assertThat(levels).isEqualTo(depth);
        assertThat(components).hasSize(1);
    }

    private static Event onASmallStack(Payload payload) throws Exception {
        var task = new FutureTask<>(payload::event);
        new Thread(null, task, "small stack", STACK_BYTES).start();
        return task.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }
}
