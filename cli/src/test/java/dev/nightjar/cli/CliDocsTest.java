package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What docs/cli.md shows is what the command prints, but for ports, times and dates. With {@code -Ddocs.write=true} the page gets
 * what is printed. Runs in the module's folder, as Maven does.
 */
@Timeout(180)
class CliDocsTest {

    private static final Path PAGE = Path.of("../docs/cli.md");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(SetUp.class)
    void thePageShowsWhatTheDoctorPrints(SetUp setUp) throws Exception {
        String printed = withoutChance(setUp.run(folder).out());

        assertThat(shown(setUp.title(), printed)).isEqualTo(oneLine(printed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "watch", "top"})
    void thePageShowsTheHelpOfEachCommand(String command) throws Exception {
        String printed = Run.of(command, "--help").out();

        assertThat(shown("Options of " + command, printed)).isEqualTo(oneLine(printed));
    }

    @Test
    void thePageListsEachStatus() throws IOException {
        String page = Files.readString(PAGE);

        for (ExitStatus status : ExitStatus.values()) {
            assertThat(page).contains("| " + status.code() + " | " + status.words() + " |");
        }
    }

    /** The text in the first block below a heading of the page, in one line. */
    private static String shown(String title, String printed) throws IOException {
        String page = Files.readString(PAGE);
        Matcher block = Pattern.compile("(?s)(\n### " + Pattern.quote(title) + "\n(?:(?!\n#).)*?```text\n)(.*?)(```)")
                .matcher(page);
        assertThat(block.find())
                .as("a block below the heading " + title + " in " + PAGE)
                .isTrue();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, block.start(2)) + printed + page.substring(block.end(2)));
            return oneLine(printed);
        }
        return oneLine(block.group(2));
    }

    /** The output with the same ports, times and dates in each run. */
    private static String withoutChance(String printed) {
        return printed.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:8080")
                .replaceAll("(?<=\\s)in(?<space>\\s+)\\d+(\\.\\d)? m?s\\b", "in${space}12 ms")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}", "2026-01-31");
    }

    // Where a line is broken depends on the length of the port.
    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
