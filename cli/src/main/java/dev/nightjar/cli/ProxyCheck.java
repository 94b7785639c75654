package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Warning;
import java.util.List;
import java.util.Map;

/** The check of what says that a proxy is to be used. Pure. */
final class ProxyCheck {

    static final String NAME = "proxy";

    // curl and others read them; the JDK reads none of them.
    private static final List<String> VARIABLES =
            List.of("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY");

    private ProxyCheck() {}

    /**
     * The finding.
     *
     * @param route how the gateway is reached
     * @param named whether the user has named the proxy
     * @param environment the environment variables
     */
    static Finding judge(Route route, boolean named, Map<String, String> environment) {
        if (!route.isStraight()) {
            return new Found("The way out is " + route + ", which "
                    + (named ? "--proxy names." : "the JVM's system properties name."));
        }
        List<String> set = VARIABLES.stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .toList();
        if (set.isEmpty()) {
            return new Found("No proxy is configured.");
        }
        return new Warning(
                "The environment has " + String.join(" and ", set)
                        + ", which Java does not read, so the bot goes out without that proxy.",
                "If the proxy is the only way out, start Java with -Dhttps.proxyHost=… -Dhttps.proxyPort=…; try it here with"
                        + " --proxy HOST:PORT.");
    }
}
