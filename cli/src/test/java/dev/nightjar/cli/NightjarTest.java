package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NightjarTest {

    @Test
    void withoutArgumentsItSaysWhichCommandsThereAre() {
        Run run = Run.of(Map.of());

        assertThat(run.out()).contains("Usage: nightjar", "doctor", "watch", "top");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        Run run = Run.of(Map.of(), "--version");

        assertThat(run.out()).matches("nightjar \\d+\\.\\d+\\.\\d+\\S*, Java \\S+\\n");
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cure                            | There is no command or argument cure.
            doctor --cure=yes               | There is no option --cure.
            doctor --listen 3               | it must be a time of at most an hour, such as 500ms, 10s or 2m, but is '3'
            doctor --listen 0s              | it must be a time of at most an hour
            doctor --listen 2h              | it must be a time of at most an hour
            doctor --intents GUILD          | each must be one of GUILDS, GUILD_MEMBERS
            doctor --shards 0               | it must be from 1 to 100000, but is '0'
            doctor --api-url ftp://host     | it must be a URL with https or http, a host and no query, but is 'ftp://host'
            doctor --gateway-url http://a   | it must be a URL with wss or ws
            doctor --proxy user:word@h:1    | the value is not shown, because it may have them
            doctor --proxy host             | it must be HOST:PORT or socks://HOST:PORT
            doctor --proxy host:70000       | it must be HOST:PORT or socks://HOST:PORT
            doctor --compression lzma       | expected one of [ZSTD, ZLIB, PAYLOAD, NONE]
            top --sort colour               | expected one of [SHARD, STATE, LATENCY, EVENTS, BACKLOG, RECONNECTS]
            watch --guild abc               | 'abc' is not a long
            """)
    void aWrongCommandLineIsRefusedWithTheValueAndTheRule(String line, String said) {
        Run run = Run.of(Map.of(), line.split(" ", -1));

        assertThat(run.err()).contains(said).contains("--help.").doesNotContain("user:word");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doctor TOKEN",
                "doctor @TOKEN",
                "TOKEN",
                "doctor --token TOKEN",
                "doctor --token=TOKEN",
                "doctor --TOKEN",
                "doctor --token-env TOKEN",
                "doctor --no-login --api-url http://127.0.0.1:1 --token-file TOKEN",
                "doctor --listen TOKEN",
                "doctor --intents TOKEN",
                "doctor --api-url TOKEN",
                "doctor --compression TOKEN",
                "watch --type TOKEN",
                "watch --guild TOKEN",
                "watch --token-file TOKEN",
                "top --sort TOKEN"
            })
    void aTokenInTheWrongPlaceIsNotRepeated(String line) {
        Run run = Run.of(Map.of(), line.replace("TOKEN", Run.TOKEN).split(" ", -1));

        assertThat(run.out() + run.err()).doesNotContain(Run.TOKEN).doesNotContain("yyyyyy");
        assertThat(run.status()).isNotZero();
    }

    @Test
    void aTokenAsAnArgumentIsRefusedWithTheReason() {
        assertThat(Run.of(Map.of(), "doctor", "--token=" + Run.TOKEN).err())
                .contains("every user of the machine can read the arguments of a process");
        assertThat(Run.of(Map.of(), "doctor", Run.TOKEN).err())
                .contains("every user of the machine can read the arguments of a process");
    }

    @Test
    void colorsAreForTerminalsOnly() {
        assertThat(Run.of(Map.of(), "--help").out()).doesNotContain("\u001b");
    }
}
