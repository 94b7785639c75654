package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
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
    void thereAreEightyTwoThatDiscordDocumentsAndThreeThatItDoesNot() {
        assertThat(EventType.values()).hasSize(82 + 3 + 1);
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

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void itIsFoundByItsRecord(EventType type) {
        Class<? extends Event> record = Objects.requireNonNull(EventRecords.of(type));

        assertThat(EventType.of(record)).containsExactly(type);
    }

    @Test
    void itIsFoundByAVariantOfItsRecordAndAnEventOfTheShardHasNone() {
        assertThat(EventType.of(InteractionCreate.ModalSubmit.class)).containsExactly(EventType.INTERACTION_CREATE);
        assertThat(EventType.of(InteractionCreate.Unknown.class)).containsExactly(EventType.INTERACTION_CREATE);
        assertThat(EventType.of(GuildCreate.Unavailable.class)).containsExactly(EventType.GUILD_CREATE);
        assertThat(EventType.of(Unknown.class)).containsExactly(EventType.UNKNOWN);
        assertThat(EventType.of(Disconnected.class)).isEmpty();
        assertThat(EventType.of(Malformed.class)).hasSize(EventType.values().length);
    }
}
