package dev.nightjar.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.LifecycleEvent;
import dev.nightjar.gateway.event.Payload;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The list of fields has all that the library's records have: one that it lacks would be replaced with its name. */
class FieldsTest {

    @Test
    void theListHasEachFieldOfTheLibrarysRecords() {
        var names = new TreeSet<String>();
        var seen = new HashSet<Class<?>>();
        for (Class<?> event : Event.class.getPermittedSubclasses()) {
            if (!LifecycleEvent.class.isAssignableFrom(event)) {
                collect(event, names, seen);
            }
        }

        assertThat(names).hasSizeGreaterThan(300);
        names.removeAll(Fields.names());
        assertThat(names)
                .as("put these into fields.txt, in the class that fits")
                .isEmpty();
    }

    @Test
    void theSamplesShowThatTheListIsRead() throws Exception {
        assertThat(Fields.names()).contains("content", "guild_id", "features");
        assertThat(JSON.std.mapFrom(Samples.of("message-create.json"))).containsKey("d");
    }

    private static void collect(Type type, Set<String> names, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, names, seen);
            }
            collect(generic.getRawType(), names, seen);
        }
        if (!(type instanceof Class<?> found) || !found.getName().startsWith("dev.nightjar.") || !seen.add(found)) {
            return;
        }
        if (found.isSealed()) {
            for (Class<?> variant : found.getPermittedSubclasses()) {
                collect(variant, names, seen);
            }
        }
        if (!found.isRecord() || found.getPackageName().endsWith("decode")) {
            return;
        }
        for (RecordComponent component : found.getRecordComponents()) {
            if (!component.getType().equals(Payload.class) && !OWN.contains(component.getName())) {
                names.add(wireName(component.getName()));
            }
            collect(component.getGenericType(), names, seen);
        }
    }

    private static String wireName(String component) {
        return component.replaceAll("_$", "").replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    // What the library makes itself: the cause of Malformed, the bits of a Flags, and what stands for an object of any
    // fields.
    private static final Set<String> OWN = Set.of("cause", "bits");
}
