package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A call of the session store. */
@Name("dev.nightjar.SessionStore")
@Label("Session Store")
@Description("A call of the session store")
public final class SessionStoreEvent extends EventOfShard {

    static final SessionStoreEvent PROBE = new SessionStoreEvent(0, 0);

    @Label("Action")
    @Description("SAVE or CLEAR")
    String action = "";

    @Label("Succeeded")
    @Description("Whether the store has done it")
    boolean succeeded;

    SessionStoreEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param action SAVE or CLEAR
     * @param succeeded whether the store has done it
     */
    public void finish(String action, boolean succeeded) {
        this.action = action;
        this.succeeded = succeeded;
        commit();
    }
}
