package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Payload;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Payloads and sessions for tests that need any. */
final class Samples {

    static final URI MAIN_URL = URI.create("wss://gateway.example");
    static final URI RESUME_URL = URI.create("wss://resume.example");

    private Samples() {}

    /** A payload; single quotes stand for double ones. */
    static Payload payload(String json) {
        return Payload.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static Payload dispatch(long sequence) {
        return payload("{'t':'MESSAGE_CREATE','s':" + sequence + ",'op':0,'d':{}}");
    }

    static Session session(String id, long sequence) {
        return new Session(id, sequence, RESUME_URL, ShardId.ONE);
    }

    /** The parcel of a dispatch. */
    static Parcel event(long sequence) {
        return new Parcel.Received(dispatch(sequence), null);
    }

    /** These parcels on their way to the mailbox. */
    static Batch batch(Parcel... parcels) {
        Batch batch = new Batch();
        for (Parcel parcel : parcels) {
            batch.add(parcel);
        }
        return batch;
    }

    /** The dispatches with these sequences on their way to the mailbox. */
    static Batch events(long from, long to) {
        Batch events = new Batch();
        for (long sequence = from; sequence <= to; sequence++) {
            events.add(event(sequence));
        }
        return events;
    }

    /** The parcel of a READY that has established this session. */
    static Parcel ready(Session session) {
        return new Parcel.Received(
                payload("{'t':'READY','s':" + session.sequence() + ",'op':0,'d':{'session_id':'" + session.id()
                        + "'}}"),
                session);
    }
}
