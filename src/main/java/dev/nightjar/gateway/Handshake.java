package dev.nightjar.gateway;

import dev.nightjar.gateway.jfr.Flight;
import dev.nightjar.gateway.jfr.IdentifyEvent;
import dev.nightjar.gateway.jfr.ResumeEvent;
import org.jspecify.annotations.Nullable;

/**
 * The record of one connection's handshake, from the IDENTIFY or RESUME to its answer or to the end of the connection. The reader
 * writes it, and the subtask that identifies begins it; the owner ends it when both have ended.
 */
final class Handshake {

    private final ShardId shard;

    // Written by the subtask that identifies, before IDENTIFY is in the outbox; then by the reader.
    private volatile @Nullable IdentifyEvent identify;

    // Written by the reader, then by the owner.
    private @Nullable ResumeEvent resume;
    private long replayed;

    Handshake(ShardId shard) {
        this.shard = shard;
    }

    /** Notes that IDENTIFY is about to be sent. */
    void identifies() {
        identify = Flight.identify(shard.number(), shard.total());
    }

    /** Notes that RESUME is about to be sent. */
    void resumes() {
        resume = Flight.resume(shard.number(), shard.total());
    }

    /** Notes that a missed event was received. */
    void replayed() {
        replayed++;
    }

    /** Notes that READY or RESUMED was received. */
    void established() {
        end(true);
    }

    /** Notes that the connection has ended. */
    void end() {
        end(false);
    }

    private void end(boolean succeeded) {
        IdentifyEvent began = identify;
        if (began != null) {
            identify = null;
            began.finish(succeeded);
        }
        ResumeEvent resumed = resume;
        if (resumed != null) {
            resume = null;
            resumed.finish(succeeded, replayed);
        }
    }
}
