package dev.nightjar.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** How long a parcel takes from the reader to the user's loop when both wait for it: one each millisecond. */
public final class HandOverLatency {

    private HandOverLatency() {}

    /** Takes the kind of the consumer's thread and how many parcels; prints its figures as JSON. */
    public static void main(String[] arguments) throws InterruptedException, java.io.IOException {
        ThreadKind kind = ThreadKind.valueOf(arguments[0]);
        int parcels = Integer.parseInt(arguments[1]);
        long[] sent = new long[parcels];
        long[] latencies = new long[parcels];
        Mailbox mailbox = new Mailbox(4_096, Long.MAX_VALUE, null);
        Parcel parcel =
                new Parcel.Received(Payload.of("{\"t\":\"X\",\"s\":1,\"op\":0,\"d\":{}}".getBytes(UTF_8)), null);
        Thread user = kind.start("user", () -> {
            try {
                for (int i = 0; i < parcels; i++) {
                    mailbox.take(any -> true);
                    latencies[i] = System.nanoTime() - sent[i];
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Meter start = Meter.now();
        Thread reader = Thread.ofVirtual().name("reader").start(() -> {
            try {
                Batch next = new Batch();
                for (int i = 0; i < parcels; i++) {
                    Thread.sleep(Duration.ofMillis(1));
                    sent[i] = System.nanoTime();
                    next.add(parcel);
                    mailbox.deliver(next); // its lock publishes the stamp
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        reader.join();
        user.join();
        double cpu = start.until(Meter.now()).cpuNanos() / 1e3 / parcels;
        long[] settled = Arrays.copyOfRange(latencies, parcels / 5, parcels);
        Arrays.sort(settled);
        System.out.println(JSON.std.asString(Map.of(
                "program",
                "handover",
                "consumer",
                kind.name(),
                "cpuMicros",
                cpu,
                "p50Micros",
                settled[settled.length / 2] / 1e3,
                "p99Micros",
                settled[settled.length * 99 / 100] / 1e3)));
    }
}
