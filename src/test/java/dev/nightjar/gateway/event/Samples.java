package dev.nightjar.gateway.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Payloads to test with. */
final class Samples {

    private Samples() {}

    /** A payload from the resources: Discord's own examples, completed to what the gateway sends. */
    static Payload resource(String name) {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
            return Payload.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sample of an event. */
    static Payload of(EventType type) {
        return resource(type.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json");
    }

    /** The event in a payload from the resources, whose values are all of the documented shape. */
    static <E extends Event> E event(String name, Class<E> type) {
        Payload payload = resource(name);
        Event event = payload.event();
        assertThat(payload.mismatches()).as(name).isEmpty();
        return type.cast(event);
    }

    /** What a field is called in JSON whose component in a record is called this: guild_id for guildId. */
    static String wireName(String component) {
        return component.replaceAll("_$", "").replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The records of a sealed interface that its users can name. */
    static Set<Class<?>> records(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .collect(Collectors.toSet());
    }

    /** A payload in which single quotes stand for double ones. */
    static Payload payload(String json) {
        return Payload.of(json.replace('\'', '"').getBytes(UTF_8));
    }

    /** A dispatch with this data, in which single quotes stand for double ones. */
    static Payload dispatch(String name, String data) {
        return payload("{'t':'" + name + "','s':1,'op':0,'d':" + data + "}");
    }
}
