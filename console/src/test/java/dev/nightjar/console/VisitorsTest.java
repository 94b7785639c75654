package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
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
                "[::1]:8080",
                "bot.example.org",
                "BOT.example.org:444"
            })
    void itsOwnNamesAreAnswered(String host) throws UnknownHostException {
        assertThat(visitors.refusal(List.of(host), List.of(), local("127.0.0.1")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:8080",
                "localhost",
                "localhost:80",
                "localhost:8081",
                "localhost.evil.example:8080",
                "evil-bot.example.org",
                "bot.example.org.evil.example",
                "bot.example.org@evil.example",
                "127.0.0.2:8080",
                "127.0.0.1:8080:8080",
                "127.0.0.1:",
                "[::1",
                ""
            })
    void othersAreRefusedWithASentence(String host) throws UnknownHostException {
        assertThat(visitors.refusal(List.of(host), List.of(), local("127.0.0.1")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("\"" + host + "\""));
    }

    @Test
    void aRequestHasOneHost() throws UnknownHostException {
        assertThat(visitors.refusal(List.of(), List.of(), local("127.0.0.1"))).isPresent();
        assertThat(visitors.refusal(List.of("localhost:8080", "evil.example"), List.of(), local("127.0.0.1")))
                .isPresent();
    }

    @Test
    void whoeverListensElsewhereIsAskedByThatAddress() throws UnknownHostException {
        assertThat(visitors.refusal(List.of("192.0.2.7:8080"), List.of(), local("192.0.2.7")))
                .isEmpty();
        assertThat(visitors.refusal(List.of("localhost:8080"), List.of(), local("192.0.2.7")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2001:db8::7]:8080", "[2001:db8:0:0::7]:8080", "[2001:db8:0:0:0:0:0:7]:8080"})
    void anAddressOfIpv6IsAnsweredInEachForm(String host) throws UnknownHostException {
        assertThat(visitors.refusal(List.of(host), List.of("http://" + host), local("2001:db8::7")))
                .isEmpty();
        assertThat(visitors.refusal(List.of(host), List.of(), local("2001:db8::8")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "http://127.0.0.1:8080",
                "https://bot.example.org",
                "http://bot.example.org"
            })
    void itsOwnPagesAreAnswered(String origin) throws UnknownHostException {
        assertThat(visitors.refusal(List.of("localhost:8080"), List.of(origin), local("127.0.0.1")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.example",
                "https://localhost:8080",
                "http://localhost:3000",
                "file://",
                "http://bot.example.org.evil.example"
            })
    void pagesOfOthersAreRefused(String origin) throws UnknownHostException {
        assertThat(visitors.refusal(List.of("localhost:8080"), List.of(origin), local("127.0.0.1")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(origin));
    }

    @Test
    void whatIsQuotedIsShortAndVisible() throws UnknownHostException {
        assertThat(visitors.refusal(List.of("a\u0007\u202e" + "b".repeat(5_000)), List.of(), local("127.0.0.1")))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("a??bbb").hasSizeLessThan(300));
    }

    private static InetSocketAddress local(String address) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), 8080);
    }
}
