package dev.nightjar.gateway;

/**
 * The client's description of itself in IDENTIFY.
 *
 * @param os the operating system
 * @param browser the library's name
 * @param device the library's name
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#identify-identify-connection-properties">Discord:
 *     Identify Connection Properties</a>
 */
public record IdentifyProperties(String os, String browser, String device) {

    static final IdentifyProperties DEFAULT =
            new IdentifyProperties(System.getProperty("os.name", "unknown"), "nightjar", "nightjar");
}
