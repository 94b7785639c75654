package dev.nightjar.gateway;

import java.net.URI;

/**
 * Discord's answer to {@code GET /gateway/bot}: where to connect, with how many shards, and how often the bot may identify. It
 * changes when the bot joins guilds, so fetch it again at each start.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Recommended.java" region="info"}
 *
 * @param url where to connect
 * @param shards how many shards to run
 * @param sessionStartLimit how often the bot may identify
 * @see <a href="https://discord.com/developers/docs/events/gateway#get-gateway-bot">Discord: Get Gateway Bot</a>
 */
public record GatewayInfo(URI url, int shards, SessionStartLimit sessionStartLimit) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the URL is neither ws nor wss, or shards is below 1
     */
    public GatewayInfo {
        GatewayUrl.check(url);
        if (shards < 1) {
            throw new IllegalArgumentException("shards must be at least 1, but is " + shards);
        }
    }

    /**
     * Asks Discord once, with {@link GatewayConfig#httpClient()} and the bot's token at {@link GatewayConfig#apiUrl()}, and
     * waits for the answer for {@link GatewayConfig#connectTimeout()} at most.
     *
     * @param config the bot's configuration
     * @return Discord's answer
     * @throws GatewayInfoException when there is no good answer
     * @throws InterruptedException when the thread is interrupted; the request is then cancelled
     */
    public static GatewayInfo fetch(GatewayConfig config) throws InterruptedException {
        return new GatewayInfoRequest(config).bot();
    }

    /**
     * Asks Discord for the URL alone, without the token; otherwise as {@link #fetch}.
     *
     * @param config whose client, API URL and timeout to use
     * @return where to connect
     * @throws GatewayInfoException when there is no good answer
     * @throws InterruptedException when the thread is interrupted; the request is then cancelled
     * @see <a href="https://discord.com/developers/docs/events/gateway#get-gateway">Discord: Get Gateway</a>
     */
    public static URI fetchUrl(GatewayConfig config) throws InterruptedException {
        return new GatewayInfoRequest(config).url();
    }

    /**
     * All shards of the recommended number.
     *
     * @return from 0 to the last
     */
    public ShardRange range() {
        return ShardRange.all(shards);
    }
}
