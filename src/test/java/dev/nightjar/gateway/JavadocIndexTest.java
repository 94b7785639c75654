package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.command.OpCode;
import dev.nightjar.gateway.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The search of the Javadoc finds Discord's names and numbers, because {@code @index} marks them in the comments. Runs in the
 * project's folder, as Maven does.
 */
class JavadocIndexTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/nightjar/gateway");

    @ParameterizedTest
    @EnumSource(value = EventType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void discordsNameOfAnEventLeadsToItsRecord(EventType type) {
        String record = Arrays.stream(type.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());

        assertThat(read("event/" + record + ".java")).contains("{@index " + type + "}");
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfACloseCodeLeadsToItsConstant(CloseCode code) {
        assertThat(commentOf(code.name(), read("CloseCode.java"))).contains("{@index " + code.code() + "}");
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfAnOpcodeLeadsToItsConstant(OpCode op) {
        assertThat(commentOf(op.name(), read("command/OpCode.java"))).contains("{@index \"op " + op.value() + "\"}");
    }

    @Test
    void theNumbersOfCloseCodesThatEndAShardLeadToItsReasonsToo() {
        String exception = read("GatewayException.java");

        assertThat(CloseCode.values())
                .filteredOn(code -> !code.canReconnect())
                .isNotEmpty()
                .allSatisfy(
                        code -> assertThat(commentOf(code.name(), exception)).contains("{@index " + code.code() + "}"));
    }

    /** The comment right before a constant. */
    private static String commentOf(String constant, String source) {
        return Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+" + constant + "\\b", Pattern.DOTALL)
                .matcher(source)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No comment before " + constant));
    }

    private static String read(String file) {
        try {
            return Files.readString(SOURCES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
