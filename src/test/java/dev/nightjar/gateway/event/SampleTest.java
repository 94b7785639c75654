package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.model.Coded;
import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.Flags;
import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.NullIsTrue;
import dev.nightjar.gateway.model.Unforeseen;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Behaviour 71: a sample of each event, laid out as in Discord's documentation, with keys and values in it that are not. All that was
 * decoded is compared with what a plain JSON map says of the same bytes.
 */
class SampleTest {

    /** What only a REST request or a user account gets, so no sample has it. */
    private static final Set<String> NOT_IN_EVENTS = Set.of();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyEventHasItsOwnTypeAndIsDecodedFieldByField(EventType type) throws Exception {
        Payload payload = Samples.of(type);
        Class<? extends Event> record = Objects.requireNonNull(EventRecords.of(type), "no record");

        Event event = payload.event();

        assertThat(payload.type()).isEqualTo(type);
        assertThat(record).isIn((Object[]) Event.class.getPermittedSubclasses());
        assertThat(event).isInstanceOf(record);
        assertThat(payload.mismatches()).isEmpty();
        new Comparison().compare(event, JSON.std.mapFrom(payload.bytes()).get("d"), "");
    }

    @Test
    void noTwoEventsShareARecord() {
        var records = Arrays.stream(EventType.values())
                .filter(type -> type != EventType.UNKNOWN)
                .map(EventRecords::of)
                .toList();

        assertThat(records).isNotEmpty().doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void everyComponentOfEveryRecordIsInSomeSample() throws Exception {
        var comparison = new Comparison();
        for (Payload payload : all()) {
            comparison.compare(
                    payload.event(), JSON.std.mapFrom(payload.bytes()).get("d"), "");
        }

        var missing = new TreeSet<String>();
        for (Class<?> record : comparison.records) {
            for (RecordComponent component : record.getRecordComponents()) {
                missing.add(record.getSimpleName() + "." + component.getName());
            }
        }
        missing.removeAll(comparison.seen);
        missing.removeAll(NOT_IN_EVENTS);
        assertThat(missing).isEmpty();
    }

    private static List<Payload> all() throws Exception {
        URL folder = Objects.requireNonNull(SampleTest.class.getResource("message-create.json"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()).resolveSibling(""))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> Samples.resource(String.valueOf(file.getFileName())))
                    .toList();
        }
    }

    /** Compares what was decoded with the same JSON as maps and lists, and keeps which components had a value. */
    private static final class Comparison {

        private final Set<Class<?>> records = new HashSet<>();
        private final Set<String> seen = new HashSet<>();

        void compare(@Nullable Object value, @Nullable Object json, String path) throws Exception {
            switch (value) {
                case Flags<?> flags -> assertThat(flags.bits()).as(path).isEqualTo(number(json));
                case Field<?> field -> compare(field.value(), json, path);
                case Optional<?> optional -> compare(optional.orElse(null), json, path);
                case Unforeseen unforeseen ->
                    assertThat(unforeseen.fields()).as(path).isEqualTo(json);
                case Record record -> compareRecord(record, json, path);
                case Collection<?> list -> compareList(new ArrayList<>(list), json, path);
                case Map<?, ?> map -> compareMap(map, json, path);
                case null -> assertThat(json).as(path).isNull();
                default -> assertThat(value).as(path).isEqualTo(expected(value, json));
            }
        }

        private void compareRecord(Record record, @Nullable Object json, String path) throws Exception {
            records.add(record.getClass());
            Map<?, ?> object = json instanceof Map<?, ?> map ? map : Map.of();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(record);
                String name = record.getClass().getSimpleName() + "." + component.getName();
                String key = Samples.wireName(component.getName());
                if (value instanceof Payload || component.isAnnotationPresent(Flat.class)) {
                    seen.add(name);
                    compare(value instanceof Payload ? null : value, value instanceof Payload ? null : json, path);
                } else if (component.isAnnotationPresent(NullIsTrue.class)) {
                    seen.add(name);
                    assertThat(value).as(path + "/" + key).isEqualTo(object.containsKey(key));
                } else {
                    if (object.get(key) != null) {
                        seen.add(name);
                    }
                    compare(value, object.get(key), path + "/" + key);
                }
            }
        }

        private void compareList(List<?> list, @Nullable Object json, String path) throws Exception {
            List<?> expected = json instanceof List<?> elements ? elements : List.of();
            assertThat(list).as(path).hasSameSizeAs(expected);
            for (int i = 0; i < list.size(); i++) {
                compare(list.get(i), expected.get(i), path + "/" + i);
            }
        }

        private void compareMap(Map<?, ?> map, @Nullable Object json, String path) throws Exception {
            Map<?, ?> expected = json instanceof Map<?, ?> object ? object : Map.of();
            assertThat(map).as(path).hasSameSizeAs(expected);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = String.valueOf(entry.getKey() instanceof Coded coded ? coded.code() : entry.getKey());
                assertThat(expected.containsKey(key)).as(path + "/" + key).isTrue();
                compare(entry.getValue(), expected.get(key), path + "/" + key);
            }
        }

        /** What the JSON should have become, to be of the same type as the value. */
        private static @Nullable Object expected(Object value, @Nullable Object json) {
            return switch (value) {
                case Long ignored -> json == null ? Long.valueOf(0) : Long.valueOf(number(json));
                case Integer ignored -> json == null ? Integer.valueOf(0) : Integer.valueOf(json.toString());
                case Double ignored -> json == null ? Double.valueOf(0) : Double.valueOf(((Number) json).doubleValue());
                case Boolean ignored -> json != null && (boolean) json;
                case String ignored -> json == null ? "" : String.valueOf(json);
                case Instant ignored -> instant(json);
                case OptionalInt ignored -> json == null ? OptionalInt.empty() : OptionalInt.of((int) json);
                case OptionalLong ignored -> json == null ? OptionalLong.empty() : OptionalLong.of(number(json));
                case OptionalDouble ignored ->
                    json == null ? OptionalDouble.empty() : OptionalDouble.of(((Number) json).doubleValue());
                case Optional<?> optional ->
                    optional.isEmpty() ? Optional.empty() : Optional.ofNullable(expected(optional.get(), json));
                case Enum<?> constant -> constant(constant, json);
                default -> json;
            };
        }

        private static Instant instant(@Nullable Object json) {
            return switch (json) {
                case null -> Instant.EPOCH;
                case Integer seconds -> Instant.ofEpochSecond(seconds);
                case Long millis -> Instant.ofEpochMilli(millis);
                default -> OffsetDateTime.parse(json.toString()).toInstant();
            };
        }

        private static Enum<?> constant(Enum<?> like, @Nullable Object json) {
            Enum<?> unknown = like;
            for (Enum<?> constant : like.getDeclaringClass().getEnumConstants()) {
                Object code = constant instanceof Coded coded ? coded.code() : constant.name();
                if (code.toString().equalsIgnoreCase(String.valueOf(json))) {
                    return constant;
                }
                if (constant.name().equals("UNKNOWN")) {
                    unknown = constant;
                }
            }
            return unknown;
        }

        private static long number(@Nullable Object json) {
            return json == null ? 0 : Long.parseUnsignedLong(json.toString());
        }
    }
}
