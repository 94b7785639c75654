package dev.nightjar.gateway.event;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which dispatch is which record. Safe for any thread. */
final class EventRecords {

    private EventRecords() {}

    /** The record of a type of event, or null where it has none. It must also be permitted by {@link Event}. */
    static @Nullable Class<? extends Event> of(EventType type) {
        // A switch and no map: so the class of an event that never comes is never loaded.
        return switch (type) {
            case READY -> Ready.class;
            case RESUMED -> Resumed.class;
            case RATE_LIMITED -> RateLimited.class;
            case CHANNEL_INFO -> ChannelInfo.class;
            case GUILD_CREATE -> GuildCreate.class;
            case GUILD_DELETE -> GuildDelete.class;
            case GUILD_MEMBERS_CHUNK -> GuildMembersChunk.class;
            case MESSAGE_CREATE -> MessageCreate.class;
            case MESSAGE_UPDATE -> MessageUpdate.class;
            case MESSAGE_DELETE -> MessageDelete.class;
            case TYPING_START -> TypingStart.class;
            default -> null;
        };
    }

    /** Decodes whatever it is. Never throws: what a record's constructor throws is caught too. */
    static Event decode(Payload payload) {
        if (payload.op() < 0) {
            return new Malformed(
                    payload, new PayloadException("no opcode: the payload is no JSON object with a number in op"));
        }
        Class<? extends Event> record = of(payload.type());
        if (record == null) {
            return new Unknown(payload);
        }
        try {
            Shape shape = Shapes.of(record);
            if (shape instanceof RecordShape plain && plain.fields().isEmpty()) {
                return record.cast(plain.blank(payload)); // what "d" of a RESUMED is, nobody says
            }
            Object event = Decoding.read(payload, shape).value();
            return event == null
                    ? new Malformed(payload, new PayloadException(payload.name() + " has no object in d"))
                    : record.cast(event);
        } catch (IOException | RuntimeException e) {
            return new Malformed(payload, e);
        }
    }
}
