package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is answered. */
class VisitorsTest {

    private final Visitors visitors = new Visitors(Set.of("bot.example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8080",
                "localhost:8080",
                "LocalHost:8080",
                "localhost", // port 80, as a container's may be
                "localhost:9000", // the end of a tunnel
                "192.0.2.7:8080",
                "[::1]:8080",
                "[2001:db8::7]:8080",
                "[2001:db8:0:0:0:0:0:7]:8080",
                "bot.example.org",
                "BOT.example.org:444"
            })
    void itsOwnNamesAreAnswered(String host) {
        assertThat(visitors.refusal(List.of(host), List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:8080",
                "localhost.evil.example:8080",
                "evil-bot.example.org",
                "bot.example.org.evil.example",
                "bot.example.org@evil.example",
                "127.0.0.1.evil.example:8080",
                "1.2.3.4.5:8080",
                "localhost:port",
                "localhost:808080",
                "127.0.0.1:8080:8080",
                "127.0.0.1:",
                "[::1",
                ""
            })
    void othersAreRefusedWithASentence(String host) {
        assertThat(visitors.refusal(List.of(host), List.of()))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("\"" + host + "\""));
    }

    @Test
    void aRequestHasOneHost() {
        assertThat(visitors.refusal(List.of(), List.of())).isPresent();
        assertThat(visitors.refusal(List.of("localhost:8080", "evil.example"), List.of()))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "https://localhost:8080", // behind a proxy with TLS
                "https://bot.example.org",
                "http://bot.example.org"
            })
    void itsOwnPagesAreAnswered(String origin) {
        assertThat(visitors.refusal(List.of("localhost:8080"), List.of(origin))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.example",
                "http://127.0.0.1:8080",
                "http://203.0.113.5:8080",
                "http://localhost:3000",
                "file://",
                "http://bot.example.org.evil.example"
            })
    void pagesOfOthersAreRefused(String origin) {
        assertThat(visitors.refusal(List.of("localhost:8080"), List.of(origin)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(origin));
    }

    @Test
    void whatIsQuotedIsShortAndVisible() {
        assertThat(visitors.refusal(List.of("a\u0007\u202e" + "b".repeat(5_000)), List.of()))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("a??bbb").hasSizeLessThan(300));
    }
}
