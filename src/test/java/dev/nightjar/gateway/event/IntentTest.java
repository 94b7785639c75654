package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentTest {

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "GUILDS, 1",
        "GUILD_MEMBERS, 2",
        "GUILD_MODERATION, 4",
        "GUILD_EXPRESSIONS, 8",
        "GUILD_INTEGRATIONS, 16",
        "GUILD_WEBHOOKS, 32",
        "GUILD_INVITES, 64",
        "GUILD_VOICE_STATES, 128",
        "GUILD_PRESENCES, 256",
        "GUILD_MESSAGES, 512",
        "GUILD_MESSAGE_REACTIONS, 1024",
        "GUILD_MESSAGE_TYPING, 2048",
        "DIRECT_MESSAGES, 4096",
        "DIRECT_MESSAGE_REACTIONS, 8192",
        "DIRECT_MESSAGE_TYPING, 16384",
        "MESSAGE_CONTENT, 32768",
        "GUILD_SCHEDULED_EVENTS, 65536",
        "AUTO_MODERATION_CONFIGURATION, 1048576",
        "AUTO_MODERATION_EXECUTION, 2097152",
        "GUILD_MESSAGE_POLLS, 16777216",
        "DIRECT_MESSAGE_POLLS, 33554432"
    })
    void eachIntentHasItsBit(Intent intent, int value) {
        assertThat(intent.mask()).isEqualTo(value);
        assertThat(Intent.bits(Set.of(intent))).isEqualTo(value);
    }

    @Test
    void thereAreNoOtherIntents() {
        assertThat(Intent.values()).hasSize(21);
        assertThat(Intent.bits(EnumSet.allOf(Intent.class))).isEqualTo(53_608_447);
    }

    @Test
    void threeArePrivileged() {
        assertThat(EnumSet.allOf(Intent.class))
                .filteredOn(Intent::isPrivileged)
                .containsExactly(Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES, Intent.MESSAGE_CONTENT);
        assertThat(Intent.bits(Intent.unprivileged())).isEqualTo(53_575_421);
    }

    @Test
    void noIntentsAreNoBitsAndOneThatIsNamedTwiceCountsOnce() {
        assertThat(Intent.bits(Set.of())).isZero();
        assertThat(Intent.bits(List.of(Intent.GUILDS, Intent.GUILDS))).isOne();
    }
}
