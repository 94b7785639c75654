package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import dev.nightjar.gateway.CloseCode;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Intent;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the checks make of what was seen, as tables. */
class ChecksTest {

    private static final Place PLACE = Place.of(URI.create("wss://gateway.discord.gg"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ` TOKEN`            | Trouble | a space before or behind the token          | true
            `TOKEN\\r\\n`       | Trouble | a line break before or behind the token     | true
            `"TOKEN"`           | Trouble | quotation marks around the token            | true
            `'TOKEN'`           | Trouble | quotation marks around the token            | true
            `Bot TOKEN`         | Warning | begins with "Bot "                          | true
            `Bearer TOKEN`      | Trouble | a user's OAuth2 token                       | false
            `   `               | Trouble | is empty                                    | false
            `abc def`           | Trouble | spaces or characters inside                 | false
            `tökén`             | Trouble | spaces or characters inside                 | false
            `123456789012345678`| Warning | but that of an id                           | true
            `TOKEN`             | Found   | has the form of a bot's token, for the bot 240000000000000000 | true
            """)
    void aTokenIsJudgedByItsForm(String text, String kind, String said, boolean usable) {
        String value = text.replace("TOKEN", Run.TOKEN).replace("\\r\\n", "\r\n");

        TokenCheck.Judgement judgement = TokenCheck.judge(new TokenSource.Some("X", value));

        Finding first = judgement.findings().getFirst();
        assertThat(first.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(first.text()).contains(said);
        assertThat(!judgement.token().isEmpty()).isEqualTo(usable);
    }

    @Test
    void otherSecretsOfAnApplicationAreToldFromAToken() {
        assertThat(form("0123456789abcdef".repeat(4))).contains("the application's public key");
        assertThat(form("a".repeat(32))).contains("the client secret");
    }

    private static String form(String token) {
        return TokenCheck.judge(new TokenSource.Some("X", token))
                .findings()
                .getFirst()
                .text();
    }

    @ParameterizedTest
    @CsvSource({
        "12, GUILD_PRESENCES",
        "13, GUILD_PRESENCES",
        "14, GUILD_MEMBERS",
        "15, GUILD_MEMBERS",
        "18, MESSAGE_CONTENT",
        "19, MESSAGE_CONTENT"
    })
    void eachFlagGrantsItsIntent(int bit, Intent intent) {
        assertThat(IntentsCheck.granted(1L << bit)).containsExactly(intent);
    }

    @Test
    void eachIntentThatIsNotGrantedIsATrouble() {
        List<Finding> findings =
                IntentsCheck.judge(OptionalInt.of(Intent.bits(List.of(Intent.values()))), OptionalLong.of(0));

        assertThat(findings).hasSize(3).allMatch(Trouble.class::isInstance);
        assertThat(IntentsCheck.toLogInWith(OptionalInt.empty(), OptionalLong.of(0)))
                .isEqualTo(Intent.bits(Intent.unprivileged()));
        assertThat(IntentsCheck.toLogInWith(OptionalInt.empty(), OptionalLong.empty()))
                .isEqualTo(Intent.bits(Intent.unprivileged()));
        assertThat(IntentsCheck.toLogInWith(OptionalInt.of(1 << 30 | 1 << 8), OptionalLong.empty()))
                .isEqualTo(1 << 30 | 1 << 8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                              | No intents are asked for
            GUILD_MESSAGES,MESSAGE_CONTENT    | GUILDS is not asked for
            GUILDS,MESSAGE_CONTENT            | neither GUILD_MESSAGES nor DIRECT_MESSAGES
            GUILDS,GUILD_MESSAGES             | messages come with an empty content
            """)
    void aChoiceThatLeavesTheBotSilentIsAWarning(String names, String said) {
        int asked = names == null ? 0 : new OptionValues.Intents().convert(names);

        assertThat(IntentsCheck.judge(OptionalInt.of(asked), OptionalLong.of(-1L >>> 1)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Warning.class, warning -> assertThat(warning.text()).contains(said));
    }

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void eachCloseCodeIsExplained(CloseCode code) {
        Finding finding = LoginCheck.judge(
                ShardId.ONE,
                PLACE,
                "",
                new Login.Ended(Disconnected.Cause.CLOSED_BY_GATEWAY, code.code(), "what was said"));

        ExitStatus status = switch (code) {
            case AUTHENTICATION_FAILED -> ExitStatus.TOKEN;
            case INVALID_INTENTS, DISALLOWED_INTENTS -> ExitStatus.INTENTS;
            case INVALID_SHARD, SHARDING_REQUIRED -> ExitStatus.LIMITS;
            default -> ExitStatus.GATEWAY;
        };
        assertThat(finding).isInstanceOfSatisfying(Trouble.class, trouble -> {
            assertThat(trouble.status()).isEqualTo(status);
            assertThat(trouble.text()).startsWith("The gateway closed with " + code.code() + ": ");
        });
    }

    @ParameterizedTest
    @EnumSource(Disconnected.Cause.class)
    void eachOtherEndIsATroubleWithARemedy(Disconnected.Cause cause) {
        assertThat(LoginCheck.judge(ShardId.ONE, PLACE, "", new Login.Ended(cause, 1006, "gone")))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.remedy()).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(ConnectFailed.Reason.class)
    void eachFailedDialIsATroubleOfTheNetwork(ConnectFailed.Reason reason) {
        assertThat(LoginCheck.judge(ShardId.ONE, PLACE, "", new Login.NotConnected(reason, "words")))
                .isInstanceOfSatisfying(Trouble.class, trouble -> {
                    assertThat(trouble.status()).isEqualTo(ExitStatus.NETWORK);
                    assertThat(trouble.text()).contains(reason.name());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, 1, Found",
        "1000, 0, 1, Trouble",
        "1000, 99, 1, Warning",
        "1000, 150, 200, Warning",
        "0, 0, 1, Trouble"
    })
    void theLogInsThatAreLeftAreCompared(int total, int remaining, int shards, String kind) {
        Finding finding = LimitsCheck.judge(new SessionStartLimit(total, remaining, Duration.ofHours(3), 1), shards);

        assertThat(finding.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(finding.text()).contains("3 h");
    }

    @ParameterizedTest
    @CsvSource({
        "2500, 1, 1, Found",
        "2501, 2, 1, Trouble",
        "2501, 1, , Trouble",
        "1200, 2, 1, Warning",
        "1200, 2, 4, Found",
        ", 2, , Found"
    })
    void theShardsAreComparedWithTheGuilds(Long guilds, int recommended, Integer asked, String kind) {
        Finding finding = ShardsCheck.judge(
                guilds == null ? OptionalLong.empty() : OptionalLong.of(guilds),
                recommended,
                asked == null ? OptionalInt.empty() : OptionalInt.of(asked));

        assertThat(finding.getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, Found", "-4, 0, Found", "-6, 0, Warning", "6, 0, Warning", "6, 5, Found", "90000, 0, Warning"})
    void theClockMayBeWrongByWhatTheHeaderAndTheAnswerTake(int ahead, int took, String kind) {
        Instant now = Instant.EPOCH.plus(Duration.ofDays(20_000));
        var answer = new Api.Answer(
                200, "", "", "", "{}", Optional.of(now.minusSeconds(ahead)), now, Duration.ofSeconds(took));

        assertThat(ClockCheck.judge(answer).getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | application/json | {"a":1}       | Found
            200 | application/json | [1]           | NETWORK
            200 | text/html        | {}            | NETWORK
            200 |                  | <!DOCTYPE x>  | NETWORK
            302 |                  |               | NETWORK
            401 | application/json | {}            | TOKEN
            404 | application/json | {}            | NETWORK
            429 | text/html        | <html>        | LIMITS
            503 | text/html        | <html>        | GATEWAY
            """)
    void anAnswerIsJudgedByItsStatusAndItsBody(int status, String type, String body, String expected) {
        var answer = new Api.Answer(
                status,
                type == null ? "" : type,
                "",
                "",
                body == null ? "" : body,
                Optional.empty(),
                Instant.EPOCH,
                Duration.ZERO);

        Finding finding = ApiCheck.judge(PLACE, answer);

        assertThat(
                        finding instanceof Trouble trouble
                                ? trouble.status().name()
                                : finding.getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void aProxyInTheEnvironmentThatJavaDoesNotReadIsAWarning() {
        Finding finding =
                ProxyCheck.judge(Route.STRAIGHT, false, Map.of("HTTPS_PROXY", "http://user:secret@proxy:3128"));

        assertThat(finding).isInstanceOf(Warning.class);
        assertThat(finding.text()).contains("HTTPS_PROXY").doesNotContain("secret");
    }

    @Test
    void aProxyThatIsUsedIsNamed() {
        var proxy = new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("proxy", 1080));

        assertThat(ProxyCheck.judge(new Route(proxy), true, Map.of()).text())
                .isEqualTo("The way out is the SOCKS proxy proxy:1080, which --proxy names.");
    }

    @Test
    void messagesThatAreEmptyAreAWarning() {
        var seen = new Login.Seen(
                new Login.LoggedIn(Duration.ZERO, "bot", 1),
                Optional.of(Duration.ZERO),
                Map.of("MESSAGE_CREATE", 3L, "TYPING_START", 5L),
                3,
                2,
                Optional.empty());

        List<Finding> findings = EventsCheck.judge(seen, Duration.ofSeconds(10));

        assertThat(findings.getFirst()).isEqualTo(new Found("Within 10 s came 5 TYPING_START, 3 MESSAGE_CREATE."));
        assertThat(findings.getLast()).isInstanceOf(Warning.class);
        assertThat(findings.getLast().text()).contains("2 of 3 messages");
    }

    @ParameterizedTest
    @CsvSource({"50, Found", "3500, Warning", ", Trouble"})
    void aHeartbeatIsJudgedByItsAnswer(Long millis, String kind) {
        var seen = new Login.Seen(
                new Login.LoggedIn(Duration.ZERO, "bot", 1),
                Optional.ofNullable(millis).map(Duration::ofMillis),
                Map.of(),
                0,
                0,
                Optional.empty());

        assertThat(HeartbeatCheck.judge(seen).getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void oneShardOfManyWithoutAGuildIsNoTrouble() {
        assertThat(GuildsCheck.judge(0, new ShardId(0, 4), "1")).isInstanceOf(Warning.class);
        assertThat(GuildsCheck.judge(0, ShardId.ONE, "")).isInstanceOf(Trouble.class);
    }

    @Test
    void whatAServerSaysCannotDriveTheTerminal() {
        assertThat(Words.foreign("a\u001b[2J\r\nb\u202ec")).isEqualTo("a?[2J??b?c");
        assertThat(Words.foreign("x".repeat(100))).hasSize(81).endsWith("…");
    }

    @Test
    void thePrivilegedIntentsAreThoseThatTheFlagsKnow() {
        assertThat(IntentsCheck.granted(-1)).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(Intent.unprivileged())));
    }

    @Test
    void jsonIsWrittenInCharsetsThatLackItsLetters() {
        assertThat(Words.json("{\"a\":\"ł😀b\"}", StandardCharsets.US_ASCII))
                .isEqualTo("{\"a\":\"\\u0142\\ud83d\\ude00b\"}");
        assertThat(Words.json("{\"a\":\"ł😀\"}", StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"ł😀\"}");
        assertThat(Words.json("{\"a\":\"\u009b31m\"}", StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"\\u009b31m\"}");
    }
}
