package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A connection, from its upgrade to its end. */
@Name("dev.nightjar.Connection")
@Label("Connection")
@Description("A connection, from its upgrade to its end")
public final class ConnectionEvent extends EventOfShard {

    static final ConnectionEvent PROBE = new ConnectionEvent(0, 0);

    @Label("Host")
    @Description("The host of the URL that was dialled")
    String host = "";

    @Label("Resumes")
    @Description("Whether it had a session to resume")
    boolean resumes;

    @Label("Reached")
    @Description("How far it came: OPEN, IDENTIFYING, RESUMING, REPLAYING, ESTABLISHED, or LASTED after five minutes")
    String reached = "";

    @Label("Cause")
    @Description("What ended it, as Disconnected.cause() says")
    String cause = "";

    @Label("Close Code")
    @Description("The close code that was received or sent; 1006 without a close frame")
    int code;

    @Label("Next")
    @Description("What follows: RESUME, IDENTIFY or STOP")
    String next = "";

    ConnectionEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param host the host of the URL that was dialled
     * @param resumes whether it had a session to resume
     * @param reached how far it came: OPEN, IDENTIFYING, RESUMING, REPLAYING, ESTABLISHED, or LASTED after five minutes
     * @param cause what ended it, as Disconnected.cause() says
     * @param code the close code that was received or sent; 1006 without a close frame
     * @param next what follows: RESUME, IDENTIFY or STOP
     */
    public void finish(String host, boolean resumes, String reached, String cause, int code, String next) {
        this.host = host;
        this.resumes = resumes;
        this.reached = reached;
        this.cause = cause;
        this.code = code;
        this.next = next;
        commit();
    }
}
