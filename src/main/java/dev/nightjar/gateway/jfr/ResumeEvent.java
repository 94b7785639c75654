package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A RESUME, from HELLO to RESUMED. */
@Name("dev.nightjar.Resume")
@Label("Resume")
@Description("A RESUME, from HELLO to RESUMED")
public final class ResumeEvent extends EventOfShard {

    static final ResumeEvent PROBE = new ResumeEvent(0, 0);

    @Label("Succeeded")
    @Description("Whether RESUMED came; otherwise the connection ended before")
    boolean succeeded;

    @Label("Replayed Events")
    @Description("How many missed events were received before that")
    long replayedEvents;

    ResumeEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param succeeded whether RESUMED came; otherwise the connection ended before
     * @param replayedEvents how many missed events were received before that
     */
    public void finish(boolean succeeded, long replayedEvents) {
        this.succeeded = succeeded;
        this.replayedEvents = replayedEvents;
        commit();
    }
}
