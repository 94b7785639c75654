package dev.nightjar.gateway.decode;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.NullIsTrue;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON fields of a record's components, and how each is read. Safe for any thread. */
final class RecordFields {
    /*
     * A record is read into an array with a slot for each component. The fields of a @Flat component come from the same
     * object, so they have slots behind those of the record: the inner record is made first, from its part of the array, and
     * then takes its own slot. All are made from the whole array, because copies of its parts would be more garbage.
     *
     * What an absent component is: where the record is @NullMarked, null is only for components that say @Nullable; any other
     * is as empty as its type can be, and a user of the library's records need not fear null. A record without jspecify's
     * annotations gets null, as its author expects.
     */

    /** What is read into a slot, and what is in it until then. */
    private record Slot(Shape shape, @Nullable Object absent, boolean nullIsTrue) {
        @Nullable
        Object ofNull() {
            return nullIsTrue ? true : shape.ofNull();
        }
    }

    /** A @Flat component: its slot, and where its own slots begin. */
    private record Part(int slot, int from, RecordFields fields) {}

    /** One of the inner records: how it is made, and the slot that it takes. */
    private record Step(int slot, RecordConstructor constructor) {}

    private final List<Slot> slots = new ArrayList<>();
    private final Reading[] readings;
    private final @Nullable Object[] ofNull;
    private final FieldOrder order;
    private final Map<String, Integer> slotsByName = new HashMap<>();
    private final List<Part> flat = new ArrayList<>();
    private final Class<?> type;
    private final Shapes shapes;
    private final Step[] steps; // an array, because the iterator of a list would be garbage for each record
    private final RecordConstructor constructor;
    private final @Nullable Object[] absent;
    private int payloadSlot = -1;

    RecordFields(Class<?> type, Shapes shapes) {
        this.type = type;
        this.shapes = shapes;
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            add(component);
        }
        for (int slot = 0; slot < components.length; slot++) {
            if (components[slot].isAnnotationPresent(Flat.class)) {
                addFlat(components[slot], slot);
            }
        }
        absent = slots.stream().map(Slot::absent).toArray();
        readings = slots.stream().map(slot -> slot.shape.reading()).toArray(Reading[]::new);
        ofNull = slots.stream().map(Slot::ofNull).toArray();
        order = new FieldOrder(slotsByName);
        List<Step> inOrder = new ArrayList<>();
        addSteps(inOrder, 0, slots.size());
        steps = inOrder.toArray(Step[]::new);
        constructor = new RecordConstructor(type, 0, slots.size());
    }

    private void add(RecordComponent component) {
        boolean nullIsTrue = component.isAnnotationPresent(NullIsTrue.class);
        if (component.getType() == shapes.payloadType()) {
            payloadSlot = slots.size();
            slots.add(new Slot(Decoding::payload, null, nullIsTrue));
        } else if (component.isAnnotationPresent(Flat.class)) {
            slots.add(new Slot(Decoding::mismatch, null, nullIsTrue)); // made, not read
        } else {
            Shape shape = shapes.of(component.getGenericType());
            Object nothing = Nullness.isNeverNull(component) ? shape.empty() : shape.absent();
            slotsByName.put(wireName(component.getName()), slots.size());
            slots.add(new Slot(shape, nothing, nullIsTrue));
        }
    }

    private void addFlat(RecordComponent component, int slot) {
        if (!(shapes.of(component.getType()) instanceof RecordShape record)) {
            throw new IllegalArgumentException("@Flat " + component + " is no record");
        }
        RecordFields inner = record.fields();
        int from = slots.size();
        flat.add(new Part(slot, from, inner));
        slots.addAll(inner.slots);
        inner.slotsByName.forEach((name, innerSlot) -> slotsByName.putIfAbsent(name, from + innerSlot));
    }

    private void addSteps(List<Step> steps, int offset, int length) {
        for (Part part : flat) {
            int from = offset + part.from;
            part.fields.addSteps(steps, from, length);
            steps.add(new Step(offset + part.slot, new RecordConstructor(part.fields.type, from, length)));
        }
    }

    /** The names of the fields, each with its slot. */
    FieldOrder order() {
        return order;
    }

    Reading reading(int slot) {
        return readings[slot];
    }

    /** The meaning of a JSON null, which is most often the same as absent. */
    @Nullable
    Object ofNull(int slot) {
        return ofNull[slot];
    }

    /** Whether no component is read from the JSON. */
    boolean isEmpty() {
        return slotsByName.isEmpty();
    }

    /** The slots of an object without fields. */
    @Nullable
    Object[] absent(Object payload) {
        @Nullable Object[] values = absent.clone();
        if (payloadSlot >= 0) {
            values[payloadSlot] = payload;
        }
        return values;
    }

    Object make(@Nullable Object[] values) {
        for (Step step : steps) {
            values[step.slot] = step.constructor.make(values);
        }
        return constructor.make(values);
    }

    /**
     * Discord writes guild_id for guildId. A component's name ends with an underscore if it would be a Java keyword without
     * it.
     */
    static String wireName(String component) {
        String name = component.endsWith("_") ? component.substring(0, component.length() - 1) : component;
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
