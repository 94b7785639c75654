package dev.nightjar.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.event.Intent;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfigTest {

    private static final String TOKEN = "MTk4NjIyNDgz.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs";

    /** A value for each setting, under the name that its two doors have; none is the default. */
    private static final Map<String, Object> SAMPLES = Map.ofEntries(
            entry("intentBits", 513),
            entry("gatewayUrl", Samples.MAIN_URL),
            entry("apiUrl", URI.create("http://localhost/api")),
            entry("compression", Compression.ZLIB),
            entry("presence", UpdatePresence.of(UpdatePresence.Status.IDLE)),
            entry("largeThreshold", 250),
            entry("identifyProperties", new IdentifyProperties("os", "browser", "device")),
            entry("capabilities", 1 << 15),
            entry("identifyQueue", (IdentifyQueue) shard -> {}),
            entry("gate", new ShardGate() {}),
            entry("log", System.Logger.Level.INFO),
            entry("limitCommands", false),
            entry("sessions", List.of(Samples.session("a", 7))),
            entry("sessionStore", FileSessionStore.of(Path.of("sessions"))),
            entry("sessionSaveInterval", Duration.ofSeconds(2)),
            entry("httpClient", HttpClient.newHttpClient()),
            entry("eventBuffer", 1),
            entry("eventBufferBytes", 1L),
            entry("commandBuffer", 1),
            entry("maxPayloadBytes", 4_096),
            entry("alwaysGatewayUrl", true),
            entry("maxZstdWindowBytes", 1_024),
            entry("connectTimeout", Duration.ofSeconds(1)),
            entry("helloTimeout", Duration.ofSeconds(2)),
            entry("readyTimeout", Duration.ofSeconds(3)),
            entry("closeTimeout", Duration.ofSeconds(4)),
            entry("writeTimeout", Duration.ofSeconds(5)));

    /** The methods that say in another way what one of the settings says, or two. Each has a test of its own below. */
    private static final Set<String> OTHER_WAYS = Set.of("intents", "session", "backoff");

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, "Bot " + TOKEN})
    void theTokenIsSentWithBotBeforeItOnce(String token) {
        assertThat(GatewayConfig.builder(token).build().token()).isEqualTo("Bot " + TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\n", "\ta", "a\u0000", "ä", "Bearer " + TOKEN, TOKEN + "\n"})
    void aTokenThatCannotBeOneIsRefusedAndNotShown(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayConfig.builder(token))
                .withMessageStartingWith("A token must be visible ASCII characters without a space")
                .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain(TOKEN));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bot ", " ", "Bot  "})
    void aTokenThatIsMissingIsCalledThatWithTheRemedy(@Nullable String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayConfig.builder(token))
                .withMessageStartingWith("The bot's token is missing: it is ")
                .withMessageContaining("environment variable such as DISCORD_TOKEN");
    }

    @Test
    void noShardOpensBeforeItsIntentsAreChosenAndNoneAtAllIsAChoice() {
        GatewayConfig.Builder builder = GatewayConfig.builder(TOKEN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.open(ShardId.ONE, builder.build()))
                .withMessageStartingWith("No intents were chosen");
        assertThat(builder.intents().build().checkChoices().intentBits()).isZero();
    }

    @Test
    void theTokenAppearsInNoString() {
        GatewayConfig.Builder builder = GatewayConfig.builder(TOKEN);
        GatewayConfig config = builder.build();

        assertThat(builder.toString()).doesNotContain(TOKEN).contains("token=(hidden)");
        assertThat(config.toString()).doesNotContain(TOKEN).contains("token=(hidden)");
    }

    @Test
    void anIdentifyThatIsTooLongIsRefusedWithoutShowingTheToken() {
        GatewayConfig config = GatewayConfig.builder(TOKEN)
                .intents()
                .identifyProperties(new IdentifyProperties("x".repeat(4_096), "nightjar", "nightjar"))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.open(ShardId.ONE, config))
                .withMessageContaining("at most 4096 bytes")
                .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain(TOKEN));
    }

    @Test
    void theDefaultsAreWhatTheDocumentationSays() {
        GatewayConfig config = GatewayConfig.builder(TOKEN).build();

        assertThat(config.intentBits()).isZero();
        assertThat(config.gatewayUrl()).isEqualTo(URI.create("wss://gateway.discord.gg"));
        assertThat(config.compression()).isEqualTo(Compression.ZSTD);
        assertThat(config.presence()).isEmpty();
        assertThat(config.largeThreshold()).isEmpty();
        assertThat(config.identifyProperties()).isEqualTo(IdentifyProperties.DEFAULT);
        assertThat(config.capabilities()).isEmpty();
        assertThat(config.identifyQueue()).isInstanceOf(LocalIdentifyQueue.class);
        assertThat(config.log()).isEqualTo(System.Logger.Level.WARNING);
        assertThat(config.limitCommands()).isTrue();
        assertThat(config.sessions()).isEmpty();
        assertThat(config.httpClient().followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        assertThat(config.eventBuffer()).isEqualTo(4_096);
        assertThat(config.eventBufferBytes()).isEqualTo(64 << 20);
        assertThat(config.commandBuffer()).isEqualTo(512);
        assertThat(config.maxPayloadBytes()).isEqualTo(64 << 20);
        assertThat(config.maxZstdWindowBytes()).isEqualTo(8 << 20);
        assertThat(config.connectTimeout()).hasSeconds(10);
        assertThat(config.helloTimeout()).hasSeconds(20);
        assertThat(config.readyTimeout()).hasSeconds(60);
        assertThat(config.closeTimeout()).hasSeconds(5);
        assertThat(config.writeTimeout()).hasSeconds(10);
        assertThat(config.minBackoff()).hasSeconds(1);
        assertThat(config.maxBackoff()).hasSeconds(60);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whatIsSetIsWhatIsBuiltAndStaysSoInACopy(String name) throws Exception {
        Object value = SAMPLES.get(name);
        assertThat(value).as("the sample of " + name + " in this class").isNotNull();
        GatewayConfig.Builder builder = GatewayConfig.builder(TOKEN);
        Method accessor = GatewayConfig.class.getMethod(name);
        assertThat(bare(accessor.invoke(builder.build())))
                .as("a sample that tells")
                .isNotEqualTo(value);

        setter(name).invoke(builder, value);
        GatewayConfig config = builder.build();

        assertThat(bare(accessor.invoke(config))).isEqualTo(value);
        assertThat(bare(accessor.invoke(config.toBuilder().build()))).isEqualTo(value);
    }

    /** The names of all settings, by the methods of the builder. */
    static Stream<String> settings() {
        return Stream.of(GatewayConfig.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == GatewayConfig.Builder.class)
                .map(Method::getName)
                .filter(name -> !OTHER_WAYS.contains(name))
                .distinct();
    }

    private static Method setter(String name) {
        return Stream.of(GatewayConfig.Builder.class.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isVarArgs())
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Object bare(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.orElse(null);
            case OptionalInt optional -> optional.isPresent() ? optional.getAsInt() : null;
            default -> value;
        };
    }

    @Test
    void everyAccessorHasItsMethodInTheBuilder() {
        Stream<String> accessors = Stream.of(GatewayConfig.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !Set.of("token", "minBackoff", "maxBackoff", "toBuilder", "checkFor", "toString")
                        .contains(name));

        assertThat(accessors).containsExactlyInAnyOrderElementsOf(settings().toList());
    }

    @Test
    void theOtherWaysToSetSetTheSame() {
        GatewayConfig config = GatewayConfig.builder(TOKEN)
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .session(Samples.session("a", 7))
                .backoff(Duration.ofSeconds(6), Duration.ofSeconds(8))
                .capabilities(Capability.CHANNEL_OBFUSCATION)
                .build();

        assertThat(config.intentBits()).isEqualTo(513);
        assertThat(config.capabilities()).hasValue(1 << 15);
        assertThat(config.toBuilder().capabilities().build().capabilities()).isEmpty();
        assertThat(config.sessions()).containsExactly(Samples.session("a", 7));
        assertThat(config.toBuilder().build().minBackoff()).hasSeconds(6);
        assertThat(config.toBuilder().build().maxBackoff()).hasSeconds(8);
    }

    @Test
    void aRefusedValueLeavesTheBuilderAsItWas() {
        GatewayConfig.Builder builder = GatewayConfig.builder(TOKEN).eventBuffer(5);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.eventBuffer(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.backoff(Duration.ofSeconds(9), Duration.ofSeconds(8)));

        assertThat(builder.build().eventBuffer()).isEqualTo(5);
        assertThat(builder.build().minBackoff()).hasSeconds(1);
    }

    @Test
    void aCopySharesTheHttpClientTheIdentifyQueueAndTheWatchOfBeats() {
        GatewayConfig config = GatewayConfig.builder(TOKEN).build();

        GatewayConfig copy = config.toBuilder().eventBuffer(1).build();

        assertThat(copy.httpClient()).isSameAs(config.httpClient());
        assertThat(copy.identifyQueue()).isSameAs(config.identifyQueue());
        assertThat(copy.token()).isEqualTo(config.token());
    }

    @Test
    void aConfigurationIsASnapshotOfItsBuilder() {
        GatewayConfig.Builder builder = GatewayConfig.builder(TOKEN).intents(Set.of(Intent.GUILDS));
        GatewayConfig before = builder.build();

        builder.intentBits(0).compression(Compression.NONE).eventBuffer(7);

        assertThat(before.intentBits()).isOne();
        assertThat(before.compression()).isEqualTo(Compression.ZSTD);
        assertThat(before.eventBuffer()).isEqualTo(4_096);
        assertThat(builder.build().eventBuffer()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"50", "51", "249", "250"})
    void aLargeThresholdWithinItsBoundsIsTaken(int members) {
        assertThat(GatewayConfig.builder(TOKEN).largeThreshold(members).build().largeThreshold())
                .hasValue(members);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrongValues")
    void aWrongValueIsRefusedAtOnceAndNamedWithItsRule(Consumer<GatewayConfig.Builder> wrong, String message) {
        GatewayConfig.Builder builder = GatewayConfig.builder(TOKEN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong.accept(builder))
                .withMessage(message);
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                wrong(b -> b.intentBits(-1), "Intents must not be negative, but are -1"),
                wrong(b -> b.capabilities(-5), "Capabilities must not be negative, but are -5"),
                wrong(b -> b.largeThreshold(49), "large_threshold must be from 50 to 250, but is 49"),
                wrong(b -> b.largeThreshold(251), "large_threshold must be from 50 to 250, but is 251"),
                wrong(b -> b.largeThreshold(0), "large_threshold must be from 50 to 250, but is 0"),
                wrong(
                        b -> b.gatewayUrl(URI.create("https://h")),
                        "A gateway URL must begin with wss:// or ws://, but is https://h"),
                wrong(b -> b.eventBuffer(0), "eventBuffer must be at least 1, but is 0"),
                wrong(b -> b.eventBufferBytes(0), "eventBufferBytes must be at least 1, but is 0"),
                wrong(b -> b.commandBuffer(-1), "commandBuffer must be at least 1, but is -1"),
                wrong(b -> b.maxPayloadBytes(4_095), "maxPayloadBytes must be at least 4096, but is 4095"),
                wrong(b -> b.maxZstdWindowBytes(1_023), "maxZstdWindowBytes must be at least 1024, but is 1023"),
                wrong(b -> b.connectTimeout(Duration.ZERO), time("connectTimeout", "PT0S")),
                wrong(b -> b.helloTimeout(Duration.ofNanos(-1)), time("helloTimeout", "PT-0.000000001S")),
                wrong(b -> b.readyTimeout(Duration.ofSeconds(3_601)), time("readyTimeout", "PT1H1S")),
                wrong(b -> b.closeTimeout(Duration.ZERO), time("closeTimeout", "PT0S")),
                wrong(b -> b.writeTimeout(Duration.ofDays(1)), time("writeTimeout", "PT24H")),
                wrong(b -> b.backoff(Duration.ZERO, Duration.ofSeconds(1)), time("The first backoff", "PT0S")),
                wrong(b -> b.backoff(Duration.ofSeconds(1), Duration.ofHours(2)), time("The longest backoff", "PT2H")),
                wrong(
                        b -> b.backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                        "The longest backoff must not be shorter than the first, but is PT1S after PT2S"));
    }

    private static Arguments wrong(Consumer<GatewayConfig.Builder> wrong, String message) {
        return arguments(wrong, message);
    }

    private static String time(String name, String value) {
        return name + " must be more than zero and at most PT1H, but is " + value;
    }

    @Test
    void aSessionWhoseUrlWouldGetTheTokenInTheClearIsRefused() {
        Session inTheClear = new Session("a", 7, URI.create("ws://gateway.example"), ShardId.ONE);
        GatewayConfig.Builder builder = GatewayConfig.builder("token").session(inTheClear);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("ws://gateway.example")
                .withMessageContaining("unencrypted");
        assertThat(builder.gatewayUrl(URI.create("ws://localhost")).build().sessions())
                .containsExactly(inTheClear);
    }
}
