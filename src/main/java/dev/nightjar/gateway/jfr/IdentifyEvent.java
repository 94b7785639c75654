package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An IDENTIFY, from its permit to READY. */
@Name("dev.nightjar.Identify")
@Label("Identify")
@Description("An IDENTIFY, from its permit to READY")
public final class IdentifyEvent extends EventOfShard {

    static final IdentifyEvent PROBE = new IdentifyEvent(0, 0);

    @Label("Succeeded")
    @Description("Whether READY came; otherwise the connection ended before")
    boolean succeeded;

    IdentifyEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param succeeded whether READY came; otherwise the connection ended before
     */
    public void finish(boolean succeeded) {
        this.succeeded = succeeded;
        commit();
    }
}
