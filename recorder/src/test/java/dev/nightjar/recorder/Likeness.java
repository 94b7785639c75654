package dev.nightjar.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Payload;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what was decoded of an original and of its copy: all but texts, ids and numbers that may be of people. */
final class Likeness {

    private final Map<Object, Object> replacements = new HashMap<>();
    private final Map<Object, Object> originals = new HashMap<>();

    void compare(@Nullable Object original, @Nullable Object copy, String path) throws Exception {
        if (original == null || copy == null) {
            assertThat(copy).as(path).isEqualTo(original);
        } else {
            compareValues(original, copy, path);
        }
    }

    private void compareValues(Object original, Object copy, String path) throws Exception {
        switch (original) {
            case Payload ignored -> {}
            case Record record -> {
                assertThat(copy).as(path).hasSameClassAs(record);
                for (var component : record.getClass().getRecordComponents()) {
                    component.getAccessor().setAccessible(true);
                    compare(
                            component.getAccessor().invoke(record),
                            component.getAccessor().invoke(copy),
                            path + "/" + component.getName());
                }
            }
            case Optional<?> optional -> {
                assertThat(((Optional<?>) copy).isPresent()).as(path).isEqualTo(optional.isPresent());
                compare(optional.orElse(null), ((Optional<?>) copy).orElse(null), path);
            }
            case Collection<?> list -> {
                assertThat((Collection<?>) copy).as(path).hasSameSizeAs(list);
                if (list instanceof List<?> ordered) {
                    for (int i = 0; i < ordered.size(); i++) {
                        compare(ordered.get(i), ((List<?>) copy).get(i), path + "/" + i);
                    }
                }
            }
            case Map<?, ?> map -> assertThat((Map<?, ?>) copy).as(path).hasSameSizeAs(map);
            case Long id
            when id > 9_999_999_999_999L && !original.equals(copy) -> {
                assertThat(replacements.computeIfAbsent(id, key -> copy))
                        .as(path)
                        .isEqualTo(copy);
                assertThat(originals.computeIfAbsent(copy, key -> id)).as(path).isEqualTo(id);
            }
            case Long number -> assertThat((Long) copy == 0).as(path).isEqualTo(number == 0);
            case String text -> {
                assertThat(((String) copy).isEmpty()).as(path).isEqualTo(text.isEmpty());
            }
            case URI uri ->
                assertThat(copy.toString().isEmpty())
                        .as(path)
                        .isEqualTo(uri.toString().isEmpty());
            case Enum<?> constant -> assertThat(copy).as(path).isEqualTo(constant);
            case Boolean truth -> assertThat(copy).as(path).isEqualTo(truth);
            // A number of few digits is no time of our days, and stays.
            case Instant time
            when time.getEpochSecond() < 86_400 -> assertThat(copy).as(path).isEqualTo(time);
            case Instant time -> assertThat(copy).as(path).isEqualTo(time.truncatedTo(ChronoUnit.DAYS));
            case Integer number -> assertThat((Integer) copy == 0).as(path).isEqualTo(number == 0);
            default -> assertThat(copy).as(path).hasSameClassAs(original);
        }
    }
}
