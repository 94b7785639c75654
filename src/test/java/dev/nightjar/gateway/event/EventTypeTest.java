package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {

    @ParameterizedTest
    @EnumSource
    void everyNameIsFound(EventType type) {
        assertThat(EventType.of(type.name())).isEqualTo(type);
        assertThat(EventType.of(type.name().toLowerCase(Locale.ROOT))).isEqualTo(EventType.UNKNOWN);
        assertThat(EventType.of(type.name() + "S")).isEqualTo(EventType.UNKNOWN);
    }

    @Test
    void thereAreEightyTwoOfThem() {
        assertThat(EventType.values()).hasSize(82 + 1);
        assertThat(EventType.of("")).isEqualTo(EventType.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordIsNamedForItsEvent(EventType type) {
        Class<? extends Event> record = EventRecords.of(type);
        if (record != null) {
            assertThat(Samples.wireName(record.getSimpleName()).substring(1).toUpperCase(Locale.ROOT))
                    .isEqualTo(type.name());
        }
    }
}
