package dev.nightjar.gateway.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A command, from the call of send to the end of its write. */
@Name("dev.nightjar.Command")
@Label("Command")
@Description("A command, from the call of send to the end of its write")
public final class CommandEvent extends EventOfShard {

    static final CommandEvent PROBE = new CommandEvent(0, 0);

    @Label("Kind")
    @Description("COMMAND, or PRESENCE, of which only the newest waits and only the write is measured")
    String kind = "";

    @Label("Size")
    @Description("The size of the payload in characters, which are bytes where it is ASCII")
    @DataAmount
    long size;

    @Label("Limited")
    @Description("Whether it had to wait for the limit of commands")
    boolean limited;

    CommandEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param kind COMMAND, or PRESENCE, of which only the newest waits and only the write is measured
     * @param size the size of the payload in characters, which are bytes where it is ASCII
     * @param limited whether it had to wait for the limit of commands
     */
    public void finish(String kind, long size, boolean limited) {
        this.kind = kind;
        this.size = size;
        this.limited = limited;
        commit();
    }
}
