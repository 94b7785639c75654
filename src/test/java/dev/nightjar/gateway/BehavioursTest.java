package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests that docs/behaviours.md names are there. Runs in the project's folder, as Maven does. */
class BehavioursTest {

    private static final int COUNT = 105;

    /** Where the tests of the library and of the simulated gateway are. */
    private static final List<Path> SOURCES = List.of(Path.of("src/test/java"), Path.of("simulator/src/test/java"));

    private static final Pattern ANNOTATION = Pattern.compile("@(\\w*Test|TestFactory)\\b.*");

    private static final Pattern METHOD = Pattern.compile("(?:[\\w<>?]+ )+(\\w+)\\(.*");

    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    /** A number, a text without a bar, and a list of tests: nothing else may stand in a row. */
    private static final Pattern ROW =
            Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| (" + TEST + "(?:, " + TEST + ")*) \\|");

    private static final Set<String> TESTS = allTests();

    private final List<String> rows = rows();

    @Test
    void eachRowIsANumberATextAndTests() {
        assertThat(rows).allMatch(row -> ROW.matcher(row).matches());
    }

    @Test
    void theNumbersRunFromOneToTheLastWithoutAGapOrARepetition() {
        assertThat(rows)
                .extracting(row -> Integer.parseInt(row.split(" ", 3)[1]))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, COUNT).boxed().toList());
    }

    @Test
    void eachNamedTestExists() {
        assertThat(rows.stream().flatMap(BehavioursTest::tests).filter(test -> !exists(test)))
                .isEmpty();
    }

    @Test
    void noBehaviourNamesATestTwice() {
        assertThat(rows).allSatisfy(row -> assertThat(tests(row)).doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`NoSuchTest.theNumbersRunFromOneToTheLastWithoutAGapOrARepetition`",
                "`BehavioursTest.noSuchTest`",
                "`BehavioursTest.exists`" // a method, and no test
            })
    void whatIsNoTestIsNotTakenForOne(String name) {
        assertThat(exists(name)).isFalse();
    }

    /** The rows of all tables, without their heads. */
    private static List<String> rows() {
        return lines(Path.of("docs/behaviours.md")).stream()
                .filter(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("|---") && !line.startsWith("| number |"))
                .toList();
    }

    private static Stream<String> tests(String row) {
        return TEST.matcher(row).results().map(MatchResult::group);
    }

    private static boolean exists(String test) {
        Matcher name = TEST.matcher(test);
        return name.matches() && TESTS.contains(name.group(1) + "." + name.group(2));
    }

    /** All tests, as class and method. They are read from the sources, as those of another module are not on the class path. */
    private static Set<String> allTests() {
        Set<String> found = new HashSet<>();
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith("Test.java")).forEach(file -> addTests(file, found));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** A test is the first method that follows an annotation of JUnit's. */
    private static void addTests(Path file, Set<String> found) {
        String className = file.getFileName().toString().replace(".java", "");
        boolean annotated = false;
        for (String line : lines(file)) {
            String code = line.strip();
            Matcher method = METHOD.matcher(code);
            if (ANNOTATION.matcher(code).matches()) {
                annotated = true;
            } else if (method.matches()) {
                if (annotated) {
                    found.add(className + "." + method.group(1));
                }
                annotated = false;
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
