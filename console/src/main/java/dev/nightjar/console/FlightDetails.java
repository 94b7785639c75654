package dev.nightjar.console;

import dev.nightjar.gateway.ShardId;
import java.util.List;

/**
 * What the events of the JDK's flight recorder say beyond the counters. Where there is no recorder, nothing. They come about a
 * second late, so the counters say what has happened, and these only explain it.
 */
interface FlightDetails extends AutoCloseable {

    /** How far apart, in milliseconds, a detail and what it explains may be. */
    long APART = 10_000;

    /** How far apart two details of one thing may be. */
    long SAME = 2_000;

    /** A detail of a shard. */
    sealed interface Detail {

        /** The shard. */
        ShardId shard();

        /** When, in milliseconds of the epoch. */
        long at();
    }

    /**
     * A connection has ended.
     *
     * @param shard the shard
     * @param at its end
     * @param cause the name of the cause
     * @param code the close code
     * @param lasted its duration in milliseconds, or -1 where that is not known
     */
    record Ended(ShardId shard, long at, String cause, int code, long lasted) implements Detail {}

    /**
     * A wait for a permit is over.
     *
     * @param shard the shard
     * @param at its end
     * @param outcome how it ended
     * @param lasted its duration in milliseconds
     */
    record Waited(ShardId shard, long at, String outcome, long lasted) implements Detail {}

    /** The details since this was last called. */
    List<Detail> take();

    @Override
    void close();

    /** What the recorder of this process says, or nothing where it has none. */
    static FlightDetails ofProcess() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? FlightRecorderDetails.start() : new None();
    }

    /** No recorder. */
    record None() implements FlightDetails {

        @Override
        public List<Detail> take() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
