package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuildIdTest {

    /** The events whose data is the guild itself. */
    private static final Set<EventType> GUILDS =
            Set.of(EventType.GUILD_CREATE, EventType.GUILD_UPDATE, EventType.GUILD_DELETE);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void eachEventKnowsTheGuildThatItsDataNames(EventType type) {
        Payload payload = Samples.of(type);
        Map<String, Object> data = type == EventType.RESUMED ? Map.of() : payload.map();
        Object id = data.get(GUILDS.contains(type) ? "id" : "guild_id");

        assertThat(payload.event().guildId()).isEqualTo(id == null ? 0 : Long.parseUnsignedLong(String.valueOf(id)));
    }

    @Test
    void anEventThatThisVersionDoesNotKnowHasItsGuildToo() {
        assertThat(Samples.dispatch("NEW_THING", "{'guild_id':'18446744073709551615'}")
                        .event()
                        .guildId())
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{'guild_id':null}", "{'guild_id':{}}", "{"})
    void whereThereIsNoGuildItIsZero(String data) {
        assertThat(Samples.dispatch("NEW_THING", data).event().guildId()).isZero();
    }

    @Test
    void aBrokenEventAndOneOfTheShardsOwnHaveNoGuild() {
        assertThat(Samples.dispatch("GUILD_UPDATE", "[]").event().guildId()).isZero();
        assertThat(new Resumed(Payload.EMPTY).guildId()).isZero();
    }
}
