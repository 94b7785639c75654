package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A wait for a permit of the identify queue. */
@Name("dev.nightjar.PermitWait")
@Label("Permit Wait")
@Description("A wait for a permit of the identify queue")
public final class PermitWaitEvent extends EventOfShard {

    static final PermitWaitEvent PROBE = new PermitWaitEvent(0, 0);

    @Label("Outcome")
    @Description("GRANTED, FAILED when the queue threw, or ABANDONED when the connection ended before")
    String outcome = "";

    PermitWaitEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param outcome GRANTED, FAILED when the queue threw, or ABANDONED when the connection ended before
     */
    public void finish(String outcome) {
        this.outcome = outcome;
        commit();
    }
}
