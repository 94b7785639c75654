package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The tests that docs/behaviours.md names are there. Runs in the project's folder, as Maven does. */
class BehavioursTest {

    private static final int COUNT = 93;

    private static final List<String> PACKAGES = List.of(
            "dev.nightjar.gateway",
            "dev.nightjar.gateway.decode",
            "dev.nightjar.gateway.event",
            "dev.nightjar.gateway.simulator");

    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    /** A number, a text without a bar, and a list of tests: nothing else may stand in a row. */
    private static final Pattern ROW =
            Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| (" + TEST + "(?:, " + TEST + ")*) \\|");

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
        try {
            return Files.readAllLines(Path.of("docs/behaviours.md")).stream()
                    .filter(line -> line.startsWith("|"))
                    .filter(line -> !line.startsWith("|---") && !line.startsWith("| number |"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> tests(String row) {
        return TEST.matcher(row).results().map(MatchResult::group);
    }

    private static boolean exists(String test) {
        Matcher name = TEST.matcher(test);
        return name.matches() && PACKAGES.stream().anyMatch(room -> hasTest(room + "." + name.group(1), name.group(2)));
    }

    private static boolean hasTest(String className, String method) {
        try {
            Class<?> tests = Class.forName(className, false, BehavioursTest.class.getClassLoader());
            return Arrays.stream(tests.getDeclaredMethods())
                    .filter(declared -> AnnotationSupport.isAnnotated(declared, Testable.class))
                    .anyMatch(declared -> declared.getName().equals(method));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
