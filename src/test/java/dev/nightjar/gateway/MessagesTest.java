package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the library says: the page in the docs has every text of the sources. Runs in the project's folder, as Maven does. */
class MessagesTest {

    private static final Path PAGE = Path.of("docs/messages.md");

    private static final Pattern ROW = Pattern.compile("\\| `(.+)` \\| (.*) \\|");

    private static final Pattern PUBLIC_CLASS = Pattern.compile("public (?:static )?final class ([\\w.]+).*");

    private static final Map<String, Set<String>> SOURCES = SourceTexts.below(Path.of("src/main/java"));

    @Test
    void thePageHasEachTextOfTheSourcesAndNoOther() throws IOException {
        Set<String> written = rows().map(SourceTexts::withoutNames).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        Set<String> said = new TreeSet<>();
        SOURCES.forEach((file, texts) -> texts.forEach(text -> {
            said.add(SourceTexts.withoutNames(text));
            if (!written.contains(SourceTexts.withoutNames(text))) {
                missing.add("| `" + text + "` | (from " + file + ") |");
            }
        }));

        assertThat(missing).as("texts that %s lacks, as rows to add", PAGE).isEmpty();
        assertThat(rows().filter(row -> !said.contains(SourceTexts.withoutNames(row))))
                .as("texts of %s that the sources do not have", PAGE)
                .isEmpty();
    }

    @Test
    void noTextIsThereTwice() throws IOException {
        assertThat(rows().map(SourceTexts::withoutNames)).doesNotHaveDuplicates();
    }

    @Test
    void textsAreFoundWhateverTheyAreMadeOf() {
        assertThat(SOURCES.get("ShardRange")).contains("A range must have at least 1 shard, but has {count}");
        assertThat(SOURCES.get("Ending")).contains("the user closed the shard{said}");
        assertThat(SOURCES.get("MemberRequests")).contains(", which is longer than the deadline leaves.");
        assertThat(SOURCES.get("Excerpt")).contains("characters more)");
    }

    @Test
    void eachPublicClassWithInstancesHasAStringFormOfItsOwn() throws IOException {
        List<Class<?>> classes =
                Files.readAllLines(Path.of("src/test/resources/dev/nightjar/gateway/public-api.txt")).stream()
                        .map(PUBLIC_CLASS::matcher)
                        .filter(Matcher::matches)
                        .<Class<?>>map(line -> load(line.group(1)))
                        .filter(type -> Arrays.stream(type.getDeclaredMethods()).anyMatch(MessagesTest::isOfAnInstance))
                        .toList();

        assertThat(classes).hasSizeGreaterThan(10);
        assertThat(classes)
                .allSatisfy(type -> assertThat(type.getMethod("toString").getDeclaringClass())
                        .isNotEqualTo(Object.class));
    }

    private static boolean isOfAnInstance(Method method) {
        return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }

    /** A nested class has a dot in its name where the JVM wants a dollar sign. */
    private static Class<?> load(String name) {
        try {
            return Class.forName(name.replaceAll("(?<=\\.[A-Z]\\w{0,99})\\.(?=[A-Z])", "\\$"));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> {
                    Matcher row = ROW.matcher(line);
                    assertThat(row.matches()).as(line).isTrue();
                    return row.group(1);
                });
    }
}
