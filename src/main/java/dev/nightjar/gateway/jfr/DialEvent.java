package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A dial for a WebSocket, with the lookup of the name, TCP, TLS and the upgrade. */
@Name("dev.nightjar.Dial")
@Label("Dial")
@Description("A dial for a WebSocket, with the lookup of the name, TCP, TLS and the upgrade")
public final class DialEvent extends EventOfShard {

    static final DialEvent PROBE = new DialEvent(0, 0);

    @Label("Host")
    @Description("The host of the URL that was dialled")
    String host = "";

    @Label("Port")
    @Description("The port in that URL, or -1 for the usual one")
    int port;

    @Label("Outcome")
    @Description("OPENED, the reason of ConnectFailed, or ABANDONED when the shard stopped or restarted")
    String outcome = "";

    @Label("Cause")
    @Description("Why it failed, in words; empty where it did not")
    String cause = "";

    DialEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param host the host of the URL that was dialled
     * @param port the port in that URL, or -1 for the usual one
     * @param outcome OPENED, the reason of ConnectFailed, or ABANDONED when the shard stopped or restarted
     * @param cause why it failed, in words; empty where it did not
     */
    public void finish(String host, int port, String outcome, String cause) {
        this.host = host;
        this.port = port;
        this.outcome = outcome;
        this.cause = cause;
        commit();
    }
}
