package dev.nightjar.gateway;

/**
 * A gateway capability, which changes what the gateway sends. The names are those of Discord; a number that this version does not
 * know can be given as well, with {@link GatewayConfig.Builder#capabilities(int)}.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#identify-gateway-capabilities">Discord: Gateway
 *     Capabilities</a>
 */
public enum Capability {
    /**
     * The gateway also sends the channels that the bot cannot see, without what it must not know of them. Discord calls this a
     * test, after which all bots get them.
     */
    CHANNEL_OBFUSCATION(15);

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /**
     * The capability's bit, for {@link GatewayConfig.Builder#capabilities(int)}.
     *
     * @return a number with one bit set; several are joined with {@code |}
     */
    public int mask() {
        return 1 << bit;
    }
}
