package dev.nightjar.gateway;

/**
 * A gateway capability, which changes what the gateway sends. {@link GatewayConfig.Builder#capabilities(int)} takes those that this
 * version does not know.
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
     * The capability's bit.
     *
     * @return a number with one bit set; several are joined with {@code |}
     */
    public int mask() {
        return 1 << bit;
    }
}
