package dev.nightjar.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExcerptTest {

    private static final String LONGEST = "x".repeat(Excerpt.MOST);

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsShownShortAndOnOneLine(String text, String shown) {
        assertThat(Excerpt.of(text)).isEqualTo(shown);
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", ""),
                Arguments.of("héllo ☃ \ud83d\ude00", "héllo ☃ \ud83d\ude00"),
                Arguments.of("C:\\new", "C:\\new"),
                // Lines and control characters.
                Arguments.of("a\nb\r\tc", "a\\nb\\r\\tc"),
                Arguments.of("\u0000\u0007\u001b[31m\u007f\u0085", "\\u0000\\u0007\\u001b[31m\\u007f\\u0085"),
                Arguments.of("\u2028\u2029", "\\u2028\\u2029"),
                // What turns the direction of writing, or cannot be seen.
                Arguments.of("\u202e\u2066\u200f\u200b\ufeff", "\\u202e\\u2066\\u200f\\u200b\\ufeff"),
                Arguments.of("\udb40\udc41", "\\udb40\\udc41"),
                // Half characters.
                Arguments.of("\ud83d", "\\ud83d"),
                Arguments.of("\ude00\ud83d!", "\\ude00\\ud83d!"),
                // Length.
                Arguments.of(LONGEST, LONGEST),
                Arguments.of(LONGEST + "y", LONGEST + "... (1 characters more)"),
                Arguments.of("\n".repeat(1_000_000), "\\n".repeat(200) + "... (999800 characters more)"),
                Arguments.of("x".repeat(199) + "\ud83d\ude00y", "x".repeat(199) + "... (3 characters more)"),
                Arguments.of("x".repeat(198) + "\ud83d\ude00", "x".repeat(198) + "\ud83d\ude00"),
                Arguments.of("x".repeat(199) + "\ud83dy", "x".repeat(199) + "\\ud83d... (1 characters more)"));
    }

    @Test
    void nothingIsShownAsWhatItIs() {
        assertThat(Excerpt.of(null)).isEqualTo("null");
    }

    @Test
    void aFailureWithShortMessagesIsLeftAsItIs() {
        Exception failure = new IllegalStateException("short", new IOException((String) null));

        assertThat(Excerpt.ofFailure(failure)).isSameAs(failure);
    }

    @Test
    void aFailureWithALongMessageAnywhereIsReplacedByOneThatSaysTheSameInShort() {
        Exception failure = new IllegalStateException("outer", new IOException("a\nb" + "x".repeat(1_000_000)));

        Exception shown = Excerpt.ofFailure(failure);

        assertThat(shown).hasMessage("java.lang.IllegalStateException: outer").hasStackTraceContaining("ExcerptTest");
        assertThat(shown.getCause()).hasMessage("java.io.IOException: a");
    }

    @Test
    void aCircleOfCausesHasAnEnd() {
        Exception one = new IOException("one\n");
        Exception other = new IOException("other", one);
        one.initCause(other);

        assertThat(Excerpt.ofFailure(one)).hasMessage("java.io.IOException: one");
    }
}
