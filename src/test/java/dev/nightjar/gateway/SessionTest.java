package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.RESUME_URL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

    @Test
    void aSessionMovesOnByItsSequenceAlone() {
        var session = new Session("a", 0, RESUME_URL, ShardId.ONE);

        assertThat(session.at(Long.MAX_VALUE)).isEqualTo(new Session("a", Long.MAX_VALUE, RESUME_URL, ShardId.ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankIdIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Session(id, 1, RESUME_URL, ShardId.ONE))
                .withMessage("A session id must not be blank");
    }

    @Test
    void anIdThatCannotBeSentBackIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Session("x".repeat(501), 1, RESUME_URL, ShardId.ONE))
                .withMessage("A session id must be at most 500 characters, but has 501");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Session("a\ud800", 1, RESUME_URL, ShardId.ONE))
                .withMessage("A session id must be Unicode text, but has a lone surrogate in it");
    }

    @Test
    void anIdWithControlCharactersIsFineAsJsonCanCarryThem() {
        assertThat(new Session("a\n\u0000", 1, RESUME_URL, ShardId.ONE).id()).hasSize(3);
    }

    @Test
    void aUrlThatIsTooLongIsRefused() {
        URI url = URI.create("wss://h/" + "x".repeat(1_000));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Session("a", 1, url, ShardId.ONE))
                .withMessage("A gateway URL must have at most 1000 characters, but has 1008");
    }

    @Test
    void aNegativeSequenceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Session("a", -1, RESUME_URL, ShardId.ONE))
                .withMessage("A session's sequence must not be negative, but is -1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h", "wss://h?v=10", "h", ""})
    void aStoredUrlThatCannotBeDialledIsRefused(URI url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Session("a", 1, url, ShardId.ONE))
                .withMessageContaining("but is " + url);
    }
}
