package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayUrlTest {

    @ParameterizedTest
    @CsvSource({
        "wss://h, wss://h/?v=10&encoding=json",
        "wss://h/, wss://h/?v=10&encoding=json",
        "wss://h//, wss://h/?v=10&encoding=json",
        "WSS://h:443, WSS://h:443/?v=10&encoding=json",
        "ws://127.0.0.1:8080/, ws://127.0.0.1:8080/?v=10&encoding=json",
        "ws://[::1]:8080, ws://[::1]:8080/?v=10&encoding=json",
        "wss://proxy/discord, wss://proxy/discord/?v=10&encoding=json",
        "wss://proxy/discord/, wss://proxy/discord/?v=10&encoding=json",
        "wss://proxy/a%20b, wss://proxy/a%20b/?v=10&encoding=json"
    })
    void theQueryFollowsExactlyOneSlash(URI base, URI expected) {
        assertThat(GatewayUrl.dial(GatewayUrl.check(base), Compression.NONE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ZSTD, v=10&encoding=json&compress=zstd-stream",
        "ZLIB, v=10&encoding=json&compress=zlib-stream",
        "PAYLOAD, v=10&encoding=json",
        "NONE, v=10&encoding=json"
    })
    void theCompressionOfTheTransportIsAParameter(Compression compression, String query) {
        assertThat(GatewayUrl.dial(URI.create("wss://h"), compression).getRawQuery())
                .isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h", "http://h", "h", "//h", "", "wsss://h", "file:///h"})
    void anotherSchemeIsRefused(URI base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayUrl.check(base))
                .withMessage("A gateway URL must begin with wss:// or ws://, but is " + base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss:h", "wss:/h", "wss:///h", "wss://under_score"})
    void aUrlWithoutAHostIsRefused(URI base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayUrl.check(base))
                .withMessage("A gateway URL must name a host, but is " + base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss://h?v=9", "wss://h/?", "wss://h#x", "wss://user@h"})
    void aUrlWithMoreThanAPathIsRefused(URI base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayUrl.check(base))
                .withMessageContaining("no query, fragment or user info")
                .withMessageEndingWith("but is " + base);
    }

    @ParameterizedTest
    @CsvSource({"wss://h, true", "WSS://h, true", "ws://h, false"})
    void onlyWssIsSecure(URI url, boolean expected) {
        assertThat(GatewayUrl.isSecure(url)).isEqualTo(expected);
    }
}
