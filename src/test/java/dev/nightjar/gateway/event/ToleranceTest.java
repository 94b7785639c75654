package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.model.Coded;
import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.Unforeseen;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every value of a sample, one at a time, in another shape: the decoder never throws, and nothing but what stands in that
 * place changes.
 */
class ToleranceTest {

    private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private static final BigInteger TWO_TO_THE_64TH = BigInteger.TWO.pow(64);

    private static final List<@Nullable Object> WRONG_SHAPES = new ArrayList<>();

    static {
        WRONG_SHAPES.add(null);
        WRONG_SHAPES.addAll(List.of(
                true,
                -1,
                1.5,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                TWO_TO_THE_64TH.subtract(BigInteger.ONE),
                "",
                "abc",
                "99999999999999999999999",
                List.of(),
                List.of(List.of(1), Map.of("id", "7")),
                Map.of(),
                Map.of("id", "77", "name", Map.of("first", "x"), "unavailable", true, "d", List.of())));
    }

    private static final Pattern TYPE_OF_VARIANT =
            Pattern.compile(".*/((components|options)/\\d+|component|accessory)/type");

    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> record) {
            return Arrays.stream(record.getRecordComponents())
                    .map(Component::of)
                    .toList();
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message-create.json",
                "message-create-components.json",
                "guild-create.json",
                "interaction-create.json",
                "interaction-create-autocomplete.json",
                "interaction-create-component.json",
                "interaction-create-modal.json",
                "presence-update.json"
            })
    void oneValueInAnotherShapeChangesNothingElse(String sample) throws Exception {
        Map<String, Object> json = JSON.std.mapFrom(Samples.resource(sample).bytes());
        Event sound = Samples.resource(sample).event();
        Map<String, Object> before = leaves(sound);
        var places = new ArrayList<Place>();
        Object data = json.get("d");
        collect(data, "", places);
        assertThat(places).hasSizeGreaterThan(50);

        for (Place place : places) {
            Object original = place.get();
            for (Object shape : WRONG_SHAPES) {
                place.set(shape);
                Event event = Payload.of(WITH_NULLS.asBytes(json)).event();

                assertThat(event).as("%s as %s", place, shape).isNotInstanceOf(Malformed.class);
                if (event.getClass() != sound.getClass()) {
                    assertThat(place.path).isIn("/unavailable", "/type");
                    continue;
                }
                assertThat(differences(before, leaves(event)))
                        .as("%s as %s", place, shape)
                        .allMatch(place::holds);
            }
            place.set(original);
        }
    }

    /** A component of a record, and where in the record's object it is. */
    private record Component(Method accessor, String path) {
        static Component of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            boolean flat = component.isAnnotationPresent(Flat.class)
                    || Unforeseen.class.isAssignableFrom(component.getDeclaringRecord());
            return new Component(component.getAccessor(), flat ? "" : "/" + Samples.wireName(component.getName()));
        }
    }

    /** A place in a JSON document. */
    private record Place(Object parent, Object key, String path) {

        @SuppressWarnings("unchecked")
        @Nullable
        Object get() {
            return parent instanceof List<?> list ? list.get((int) key) : ((Map<String, Object>) parent).get(key);
        }

        @SuppressWarnings("unchecked")
        void set(@Nullable Object value) {
            if (parent instanceof List<?> list) {
                ((List<@Nullable Object>) list).set((int) key, value);
            } else {
                ((Map<String, @Nullable Object>) parent).put((String) key, value);
            }
        }

        /**
         * Whether a leaf lies in this place; of an array that loses an element, all others may move up, and of a
         * component or option whose type changes, all fields may come or go.
         */
        boolean holds(String leaf) {
            boolean all =
                    parent instanceof List || TYPE_OF_VARIANT.matcher(path).matches();
            String place = all ? path.substring(0, path.lastIndexOf('/')) : path;
            return leaf.equals(place) || leaf.startsWith(place + "/");
        }

        @Override
        public String toString() {
            return path;
        }
    }

    private static void collect(@Nullable Object value, String path, List<Place> places) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                places.add(new Place(map, key, path + "/" + key));
                collect(inner, path + "/" + key, places);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(new Place(list, i, path + "/" + i));
                collect(list.get(i), path + "/" + i, places);
            }
        }
    }

    private static Set<String> differences(Map<String, Object> one, Map<String, Object> other) {
        var differences = new TreeSet<>(one.keySet());
        differences.addAll(other.keySet());
        differences.removeIf(path -> Objects.equals(one.get(path), other.get(path)));
        return differences;
    }

    /** All single values in an event, each under the JSON path that it comes from. */
    private static Map<String, Object> leaves(Event event) throws ReflectiveOperationException {
        var leaves = new HashMap<String, Object>();
        addLeaves(event, "", leaves);
        return leaves;
    }

    private static void addLeaves(@Nullable Object value, String path, Map<String, Object> leaves)
            throws ReflectiveOperationException {
        switch (value) {
            case null -> leaves.put(path, "null");
            case Payload payload -> assertThat(payload).isNotNull();
            case Collection<?> list -> {
                int i = 0;
                for (Object element : list) {
                    addLeaves(element, path + "/" + i++, leaves);
                }
            }
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    Object key = entry.getKey() instanceof Coded coded ? coded.code() : entry.getKey();
                    addLeaves(entry.getValue(), path + "/" + key, leaves);
                }
            }
            case Field<?> field -> addLeaves(field.value(), path, leaves);
            case Record record -> {
                for (Component component : COMPONENTS.get(record.getClass())) {
                    addLeaves(component.accessor.invoke(record), path + component.path, leaves);
                }
            }
            default -> leaves.put(path, value);
        }
    }
}
