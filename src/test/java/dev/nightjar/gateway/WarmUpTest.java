package dev.nightjar.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final Resharding AT_ONCE = new Resharding(Duration.ZERO, 1, Duration.ZERO);
    private static final int INTENTS = Intent.bits(List.of(Intent.GUILDS, Intent.GUILD_MESSAGES));

    private final WarmUp warmUp = new WarmUp(List.of(ShardId.ONE));

    @Test
    void aShardIsUpWhenAllItsGuildsHaveCome() {
        see(INTENTS, "READY", "{\"guilds\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
        see(INTENTS, "GUILD_CREATE", "{\"id\":\"1\"}");
        assertNotUp();

        see(INTENTS, "GUILD_DELETE", "{\"id\":\"2\",\"unavailable\":true}");
        assertUp();
    }

    @Test
    void aGuildThatComesTwiceOrWasNotNamedCountsForNoOther() {
        see(INTENTS, "READY", "{\"guilds\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
        see(INTENTS, "GUILD_CREATE", "{\"id\":\"1\"}");
        see(INTENTS, "GUILD_DELETE", "{\"id\":\"1\"}");
        see(INTENTS, "GUILD_CREATE", "{\"id\":\"3\"}");

        assertNotUp();
    }

    @Test
    void withoutTheIntentForGuildsReadyIsEnough() {
        see(Intent.bits(List.of(Intent.GUILD_MESSAGES)), "READY", "{\"guilds\":[{\"id\":\"1\"}]}");

        assertUp();
    }

    private void see(int intents, String name, String data) {
        String json = "{\"t\":\"" + name + "\",\"s\":1,\"op\":0,\"d\":" + data + "}";
        warmUp.see(ShardId.ONE, intents, Payload.of(json.getBytes(UTF_8)));
    }

    private void assertUp() {
        assertThatCode(() -> warmUp.await(AT_ONCE)).doesNotThrowAnyException();
    }

    private void assertNotUp() {
        assertThatIllegalStateException()
                .isThrownBy(() -> warmUp.await(AT_ONCE))
                .withMessageContaining("Only 0 of 1");
    }
}
