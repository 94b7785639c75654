package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A request for members of a guild, from the call to the whole answer. */
@Name("dev.nightjar.MemberRequest")
@Label("Member Request")
@Description("A request for members of a guild, from the call to the whole answer")
public final class MemberRequestEvent extends EventOfShard {

    static final MemberRequestEvent PROBE = new MemberRequestEvent(0, 0);

    @Label("Outcome")
    @Description(
            "COMPLETE, the reason of MemberRequestException, or ABANDONED when the asking thread was interrupted or what it does with a chunk has thrown")
    String outcome = "";

    @Label("Chunks")
    @Description("How many chunks of the answer were received")
    int chunks;

    MemberRequestEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param outcome COMPLETE, the reason of MemberRequestException, or ABANDONED when the asking thread was interrupted or
     *     what it does with a chunk has thrown
     * @param chunks how many chunks of the answer were received
     */
    public void finish(String outcome, int chunks) {
        this.outcome = outcome;
        this.chunks = chunks;
        commit();
    }
}
