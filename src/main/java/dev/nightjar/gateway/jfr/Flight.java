package dev.nightjar.gateway.jfr;

import org.jspecify.annotations.Nullable;

/**
 * The door to the flight recorder. Each method begins an event, and returns null while no recording wants events of its type: then
 * nothing is allocated. Whoever has begun an event ends it, in any thread.
 *
 * <p>Where the JDK comes without the module {@code jdk.jfr}, as in a small image of jlink, no class of an event is ever loaded.
 */
public final class Flight {

    private static final boolean RECORDER = hasRecorder();

    private Flight() {}

    private static boolean hasRecorder() {
        try {
            Class.forName("jdk.jfr.Event", false, Flight.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * Begins an event: a dial for a WebSocket, with the lookup of the name, TCP, TLS and the upgrade.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable DialEvent dial(int shard, int total) {
        if (!RECORDER || !DialEvent.PROBE.isEnabled()) {
            return null;
        }
        DialEvent event = new DialEvent(shard, total);
        event.begin();
        return event;
    }

    /**
     * Begins an event: a connection, from its upgrade to its end.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable ConnectionEvent connection(int shard, int total) {
        if (!RECORDER || !ConnectionEvent.PROBE.isEnabled()) {
            return null;
        }
        ConnectionEvent event = new ConnectionEvent(shard, total);
        event.begin();
        return event;
    }

    /**
     * Begins an event: a wait for a permit of the identify queue.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable PermitWaitEvent permitWait(int shard, int total) {
        if (!RECORDER || !PermitWaitEvent.PROBE.isEnabled()) {
            return null;
        }
        PermitWaitEvent event = new PermitWaitEvent(shard, total);
        event.begin();
        return event;
    }

    /**
     * Begins an event: an IDENTIFY, from its permit to READY.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable IdentifyEvent identify(int shard, int total) {
        if (!RECORDER || !IdentifyEvent.PROBE.isEnabled()) {
            return null;
        }
        IdentifyEvent event = new IdentifyEvent(shard, total);
        event.begin();
        return event;
    }

    /**
     * Begins an event: a RESUME, from HELLO to RESUMED.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable ResumeEvent resume(int shard, int total) {
        if (!RECORDER || !ResumeEvent.PROBE.isEnabled()) {
            return null;
        }
        ResumeEvent event = new ResumeEvent(shard, total);
        event.begin();
        return event;
    }

    /**
     * Makes an event, which has no duration: a heartbeat, at the time of its acknowledgement.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable HeartbeatEvent heartbeat(int shard, int total) {
        if (!RECORDER || !HeartbeatEvent.PROBE.isEnabled()) {
            return null;
        }
        return new HeartbeatEvent(shard, total);
    }

    /**
     * Begins an event: a time in which the shard read nothing, because the buffer of events was full.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable ReaderStallEvent readerStall(int shard, int total) {
        if (!RECORDER || !ReaderStallEvent.PROBE.isEnabled()) {
            return null;
        }
        ReaderStallEvent event = new ReaderStallEvent(shard, total);
        event.begin();
        return event;
    }

    /**
     * Begins an event: a command, from the call of send to the end of its write.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable CommandEvent command(int shard, int total) {
        if (!RECORDER || !CommandEvent.PROBE.isEnabled()) {
            return null;
        }
        CommandEvent event = new CommandEvent(shard, total);
        event.begin();
        return event;
    }

    /**
     * Begins an event: a request for members of a guild, from the call to the whole answer.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable MemberRequestEvent memberRequest(int shard, int total) {
        if (!RECORDER || !MemberRequestEvent.PROBE.isEnabled()) {
            return null;
        }
        MemberRequestEvent event = new MemberRequestEvent(shard, total);
        event.begin();
        return event;
    }

    /**
     * Begins an event: a call of the session store.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable SessionStoreEvent sessionStore(int shard, int total) {
        if (!RECORDER || !SessionStoreEvent.PROBE.isEnabled()) {
            return null;
        }
        SessionStoreEvent event = new SessionStoreEvent(shard, total);
        event.begin();
        return event;
    }

    /**
     * Begins an event: a re-sharding of a fleet, from the first new shard to the end of the last old one.
     *
     * @param from the total of the shards before
     * @param to the total of the new shards
     * @return the event, or null while nobody records it
     */
    public static @Nullable ReshardEvent reshard(int from, int to) {
        if (!RECORDER || !ReshardEvent.PROBE.isEnabled()) {
            return null;
        }
        ReshardEvent event = new ReshardEvent(from, to);
        event.begin();
        return event;
    }

    /**
     * Makes an event, which has no duration: an event of which values had another shape than documented and were read as absent.
     *
     * @param shard the number of the shard
     * @param total how many shards the bot has in all
     * @return the event, or null while nobody records it
     */
    public static @Nullable DecodeMismatchEvent decodeMismatch(int shard, int total) {
        if (!RECORDER || !DecodeMismatchEvent.PROBE.isEnabled()) {
            return null;
        }
        return new DecodeMismatchEvent(shard, total);
    }
}
