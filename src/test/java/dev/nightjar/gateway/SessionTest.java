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
