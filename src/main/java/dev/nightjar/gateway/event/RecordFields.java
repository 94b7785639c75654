package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.NullIsTrue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What a record's components are called in JSON, and how they are read. Safe for any thread. */
final class RecordFields {
    /*
     * A record is read into an array with a slot for each component. The fields of a @Flat component come from the same
     * object, so they have slots behind those of the record: the inner record is made first, from its part of the array,
     * and then takes its own slot.
     *
     * What an absent component is: where the record is @NullMarked, null is only for components that say @Nullable; any
     * other is as empty as its type can be, and a user of the library's records need not fear null. A record that does
     * not know of jspecify gets null, as its author expects.
     */

    private final List<Shape> shapes = new ArrayList<>();
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<@Nullable Object> absent = new ArrayList<>();
    private final List<Boolean> nullIsTrue = new ArrayList<>();
    private final List<Part> flat = new ArrayList<>();
    private final RecordConstructor constructor;
    private final int size;
    private int payloadSlot = -1;

    /** A @Flat component: its slot, and where its own slots begin. */
    private record Part(int slot, int from, RecordFields fields) {}

    RecordFields(Class<?> type) {
        constructor = new RecordConstructor(type);
        RecordComponent[] components = type.getRecordComponents();
        size = components.length;
        boolean nullMarked = isNullMarked(type);
        for (RecordComponent component : components) {
            add(component, nullMarked);
        }
        for (int slot = 0; slot < size; slot++) {
            if (components[slot].isAnnotationPresent(Flat.class)) {
                addFlat(components[slot], slot);
            }
        }
    }

    private void add(RecordComponent component, boolean nullMarked) {
        boolean isPayload = component.getType() == Payload.class;
        boolean isFlat = component.isAnnotationPresent(Flat.class);
        Shape shape = isPayload ? in -> in.payload() : Shapes.of(component.getGenericType());
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (isPayload) {
            payloadSlot = shapes.size();
        } else if (!isFlat) {
            slots.put(wireName(component.getName()), shapes.size());
        }
        shapes.add(shape);
        nullIsTrue.add(component.isAnnotationPresent(NullIsTrue.class));
        absent.add(isFlat ? null : nullMarked && !nullable ? shape.empty() : shape.absent());
    }

    private void addFlat(RecordComponent component, int slot) {
        if (!(Shapes.of(component.getType()) instanceof RecordShape record)) {
            throw new IllegalArgumentException("@Flat " + component + " is no record");
        }
        RecordFields inner = record.fields();
        int from = shapes.size();
        flat.add(new Part(slot, from, inner));
        shapes.addAll(inner.shapes);
        absent.addAll(inner.absent);
        nullIsTrue.addAll(inner.nullIsTrue);
        inner.slots.forEach((name, innerSlot) -> slots.putIfAbsent(name, from + innerSlot));
    }

    /** The slot of a field, or -1. */
    int slot(String name) {
        Integer slot = slots.get(name);
        return slot == null ? -1 : slot;
    }

    Shape shape(int slot) {
        return shapes.get(slot);
    }

    /** What a JSON null says: nothing, or true. */
    @Nullable
    Object ofNull(int slot) {
        return nullIsTrue.get(slot) ? true : null;
    }

    /** Whether no component is read from the JSON. */
    boolean isEmpty() {
        return slots.isEmpty();
    }

    /** The slots of an object without fields. */
    @Nullable
    Object[] absent(Payload payload) {
        @Nullable Object[] values = absent.toArray();
        if (payloadSlot >= 0) {
            values[payloadSlot] = payload;
        }
        return values;
    }

    Object make(@Nullable Object[] values) {
        for (Part part : flat) {
            int to = part.from + part.fields.shapes.size();
            values[part.slot] = part.fields.make(Arrays.copyOfRange(values, part.from, to));
        }
        if (flat.isEmpty()) {
            return constructor.make(values);
        }
        return constructor.make(Arrays.copyOf(values, size));
    }

    /** Discord writes guild_id for guildId. An underscore at the end is there where a name is a Java keyword. */
    static String wireName(String component) {
        String name = component.endsWith("_") ? component.substring(0, component.length() - 1) : component;
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static boolean isNullMarked(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (isNullMarked((AnnotatedElement) at)) {
                return true;
            }
        }
        return isNullMarked((AnnotatedElement) type.getPackage());
    }

    private static boolean isNullMarked(AnnotatedElement element) {
        return element.isAnnotationPresent(NullMarked.class);
    }
}
