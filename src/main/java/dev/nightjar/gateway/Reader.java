package dev.nightjar.gateway;

import dev.nightjar.gateway.jfr.Flight;
import dev.nightjar.gateway.jfr.ReaderStallEvent;

/**
 * The subtask that reads a connection: it takes frames, passes them to the {@link Intake}, and hands over the resulting
 * parcels to the mailbox.
 */
final class Reader {

    private final ShardId shard;
    private final Inbound inbound;
    private final Intake intake;
    private final Mailbox mailbox;
    private final Vitals vitals;
    private final TimeSlice slice = new TimeSlice();
    private boolean works = true;

    Reader(ShardId shard, Inbound inbound, Intake intake, Mailbox mailbox, Vitals vitals) {
        this.shard = shard;
        this.inbound = inbound;
        this.intake = intake;
        this.mailbox = mailbox;
        this.vitals = vitals;
    }

    void run() throws Ending.Signal, InterruptedException {
        while (true) {
            if (intake.accept(nextFrame())) {
                work();
                if (intake.batch().isFull()) {
                    handOver();
                }
            } else {
                vitals.waitsForTheRest();
            }
            // Also for a frame that completes nothing: a gateway may send as many of those as it likes.
            slice.useOne();
        }
    }

    /** Notes that the reader has work. Only a whole payload is a sign of life, so a part of one does not get here. */
    private void work() {
        if (!works) {
            works = true;
            vitals.works();
        }
    }

    private Frame nextFrame() throws InterruptedException {
        Frame frame = inbound.poll();
        if (frame != null) {
            return frame;
        }
        handOver();
        if (works) {
            works = false;
            vitals.waits();
        }
        return inbound.take();
    }

    private void handOver() throws InterruptedException {
        if (vitals.isActive()) {
            deliver();
        } else {
            vitals.handsOver();
            deliver();
            vitals.handedOver();
        }
        intake.handedOver();
    }

    private void deliver() throws InterruptedException {
        ReaderStallEvent event = Flight.readerStall(shard.number(), shard.total());
        long before = mailbox.stalls().count();
        try {
            mailbox.deliver(intake.batch());
        } finally {
            if (event != null && mailbox.stalls().count() != before) {
                event.finish();
            }
        }
    }
}
