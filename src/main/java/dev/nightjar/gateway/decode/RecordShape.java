package dev.nightjar.gateway.decode;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The shape of an object that is read as a record. Fields that the record does not have are skipped. */
final class RecordShape implements Shape {

    private final Class<?> type;
    private final Shapes shapes;

    // Written and read by any thread. Two threads may both make one; those are equal. It is made late, because a
    // record may contain itself, and because most bots never use most of the model.
    private volatile @Nullable RecordFields fields;

    RecordShape(Class<?> type, Shapes shapes) {
        this.type = type;
        this.shapes = shapes;
    }

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        JsonCursor json = in.json();
        if (json.peek() != '{') {
            return in.mismatch();
        }
        RecordFields known = fields();
        @Nullable Object[] values = known.absent(in.payload());
        int last = FieldOrder.NONE;
        for (boolean more = json.open('}'); more; more = json.next('}')) {
            int slot = json.field(known.order(), last);
            if (slot == FieldOrder.NONE) {
                json.skip();
                continue;
            }
            last = slot;
            Object value =
                    json.takeNull() ? known.ofNull(slot) : known.reading(slot).read(in);
            if (value != null) {
                values[slot] = value;
            }
        }
        return known.make(values);
    }

    /** A record with nothing in it but the payload. */
    Object blank(Object payload) {
        return fields().make(fields().absent(payload));
    }

    @Override
    public Object empty() {
        return blank(shapes.noPayload());
    }

    RecordFields fields() {
        RecordFields known = fields;
        if (known == null) {
            known = new RecordFields(type, shapes);
            fields = known;
        }
        return known;
    }
}
