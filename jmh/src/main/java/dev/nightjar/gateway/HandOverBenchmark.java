package dev.nightjar.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightjar.gateway.event.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the reader, which is a virtual thread, to the user's loop on a thread of either kind. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(5)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandOverBenchmark {

    private static final int MANY = 102_400;
    private static final int BATCH = 64; // the reader's
    private static final int FEW = 2_000;

    @Param
    ThreadKind consumer = ThreadKind.VIRTUAL;

    private List<Parcel> batch = List.of();

    /** Makes the parcels. */
    @Setup
    public void make() {
        batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            String json = "{\"t\":\"MESSAGE_CREATE\",\"s\":" + (i + 1) + ",\"op\":0,\"d\":{\"content\":\"x\"}}";
            batch.add(new Parcel.Received(Payload.of(json.getBytes(UTF_8)), null));
        }
    }

    /** The reader is never without input and hands over in batches; the loop is as fast as it can be. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void backlog() throws InterruptedException {
        Mailbox mailbox = mailbox();
        Thread reader = Thread.ofVirtual().start(() -> deliver(mailbox, batch, MANY / BATCH));
        Thread user = consumer.start("user", () -> take(mailbox, MANY));
        reader.join();
        user.join();
    }

    /** There and back by two mailboxes, so that each hand-over finds the other side parked. The time is of both. */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public void thereAndBack() throws InterruptedException {
        Mailbox there = mailbox();
        Mailbox back = mailbox();
        List<Parcel> one = batch.subList(0, 1);
        Thread reader = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < FEW; i++) {
                deliver(there, one, 1);
                take(back, 1);
            }
        });
        Thread user = consumer.start("user", () -> {
            for (int i = 0; i < FEW; i++) {
                take(there, 1);
                deliver(back, one, 1);
            }
        });
        reader.join();
        user.join();
    }

    private static Mailbox mailbox() {
        return new Mailbox(4_096, Long.MAX_VALUE, null);
    }

    private static void deliver(Mailbox mailbox, List<Parcel> parcels, int times) {
        try {
            Batch next = new Batch();
            for (int i = 0; i < times; i++) {
                parcels.forEach(next::add);
                mailbox.deliver(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void take(Mailbox mailbox, int parcels) {
        try {
            for (int i = 0; i < parcels; i++) {
                mailbox.take(parcel -> true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
