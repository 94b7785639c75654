package dev.nightjar.cli;

import java.time.Duration;
import java.util.Comparator;

/** The orders of the board's rows. What needs a look comes first. */
enum BoardSort {
    SHARD(Comparator.comparingInt(row -> row.shard().number())),
    STATE(Comparator.comparing((BoardRow row) -> row.state().isIdentified())),
    LATENCY(Comparator.comparing((BoardRow row) -> row.latency().orElse(Duration.ZERO))
            .reversed()),
    EVENTS(Comparator.comparingDouble(BoardRow::rate).reversed()),
    BACKLOG(Comparator.comparingInt(BoardRow::backlog).reversed()),
    RECONNECTS(Comparator.comparingLong(BoardRow::reconnects).reversed());

    @SuppressWarnings("ImmutableEnumChecker") // it has no state
    private final Comparator<BoardRow> order;

    BoardSort(Comparator<BoardRow> order) {
        this.order = order;
    }

    /** The order; rows that are alike in it are in the order of their shards. */
    Comparator<BoardRow> order() {
        return order.thenComparingInt(row -> row.shard().number());
    }
}
