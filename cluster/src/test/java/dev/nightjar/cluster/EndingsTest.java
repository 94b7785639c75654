package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.GatewayException.Reason;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndingsTest {

    private static final ShardId SHARD = new ShardId(0, 2);
    private static final SortedMap<String, Integer> MEMBERS = new TreeMap<>(Map.of("one", 1, "two", 5, "three", 3));
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Endings endings = new Endings(PAUSE);

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "AUTHENTICATION_FAILED",
                "INVALID_SHARD",
                "SHARDING_REQUIRED",
                "INVALID_API_VERSION",
                "INVALID_INTENTS",
                "DISALLOWED_INTENTS"
            })
    void whatDiscordRefusesForGoodStaysWhereItIs(Reason reason) {
        assertThat(endings.heir(SHARD, reason, "one", MEMBERS, 0)).isEmpty();
    }

    @Test
    void whatOneProcessHasFailedWithGoesToTheOtherWithTheFewestShards() {
        assertThat(endings.heir(SHARD, Reason.INTERNAL, "one", MEMBERS, 0)).contains("three");
    }

    @Test
    void aMemberThatIsAloneTriesAgain() {
        assertThat(endings.heir(SHARD, Reason.INTERNAL, "one", new TreeMap<>(Map.of("one", 2)), 0))
                .contains("one");
    }

    @Test
    void whatTheUserHasClosedStartsAgainHere() {
        assertThat(endings.heir(SHARD, null, "one", MEMBERS, 0)).contains("one");
    }

    @Test
    void aShardThatEndsAgainSoonRestsFirst() {
        assertThat(endings.heir(SHARD, null, "one", MEMBERS, 0)).isPresent();

        assertThat(endings.heir(SHARD, Reason.INTERNAL, "one", MEMBERS, PAUSE.toNanos() - 1))
                .isEmpty();
        assertThat(endings.heir(new ShardId(1, 2), null, "one", MEMBERS, PAUSE.toNanos() - 1))
                .isPresent();
        assertThat(endings.heir(SHARD, Reason.INTERNAL, "one", MEMBERS, PAUSE.toNanos()))
                .contains("three");
    }
}
