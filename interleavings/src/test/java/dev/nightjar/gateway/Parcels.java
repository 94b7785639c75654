package dev.nightjar.gateway;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Payload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small parcels, and how a test names them: a payload by its sequence, a notice by its number with an n before it. */
final class Parcels {

    private static final URI RESUME_URL = URI.create("wss://resume.example");

    private Parcels() {}

    static Payload payload(String json) {
        return Payload.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static Session session(String id, long sequence) {
        return new Session(id, sequence, RESUME_URL, ShardId.ONE);
    }

    static Parcel ready(String session) {
        return new Parcel.Received(payload("{'t':'READY','s':1,'op':0,'d':{}}"), session(session, 1));
    }

    static Parcel event(long sequence) {
        return new Parcel.Received(payload("{'t':'MESSAGE_CREATE','s':" + sequence + ",'op':0,'d':{}}"), null);
    }

    static Event note(int number) {
        return new ConnectFailed(RESUME_URL, ConnectFailed.Reason.OTHER, new Exception("n" + number), Duration.ZERO);
    }

    static Parcel notice(int number) {
        return new Parcel.Notice(note(number));
    }

    static Batch batch(Parcel... parcels) {
        Batch batch = new Batch();
        for (Parcel parcel : parcels) {
            batch.add(parcel);
        }
        return batch;
    }

    static String name(Parcel parcel) {
        return switch (parcel) {
            case Parcel.Received received -> String.valueOf(received.payload().sequence());
            case Parcel.Notice notice ->
                notice.event() instanceof ConnectFailed failed
                        ? String.valueOf(failed.cause().getMessage())
                        : notice.event().getClass().getSimpleName();
        };
    }

    /** Takes all there is, until the end, as the user's loop does. */
    static void drain(Mailbox mailbox, List<String> taken) throws InterruptedException {
        Parcel parcel = mailbox.take(any -> true);
        while (parcel != null) {
            taken.add(name(parcel));
            parcel = mailbox.take(any -> true);
        }
    }

    static List<String> payloads(List<String> names) {
        return names.stream().filter(name -> !name.startsWith("n")).toList();
    }

    static List<String> notices(List<String> names) {
        return names.stream().filter(name -> name.startsWith("n")).toList();
    }

    /** 1, 2, 3 and so on. */
    static List<String> upTo(long last) {
        List<String> names = new ArrayList<>();
        for (long sequence = 1; sequence <= last; sequence++) {
            names.add(String.valueOf(sequence));
        }
        return names;
    }
}
