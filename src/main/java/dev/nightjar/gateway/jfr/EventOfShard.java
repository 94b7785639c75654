package dev.nightjar.gateway.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/** An event of one shard. */
@Category("Nightjar")
@StackTrace(false)
abstract sealed class EventOfShard extends Event
        permits CommandEvent,
                ConnectionEvent,
                DecodeMismatchEvent,
                DialEvent,
                HeartbeatEvent,
                IdentifyEvent,
                MemberRequestEvent,
                PermitWaitEvent,
                ReaderStallEvent,
                ResumeEvent,
                SessionStoreEvent {

    @Label("Shard")
    @Description("The number of the shard")
    final int shard;

    @Label("Shard Total")
    @Description("How many shards the bot has in all")
    final int total;

    EventOfShard(int shard, int total) {
        this.shard = shard;
        this.total = total;
    }
}
