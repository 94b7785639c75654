package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;

/** The check whether a connection can be made. Pure. */
final class TcpCheck {

    static final String NAME = "tcp";

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private TcpCheck() {}

    static Finding judge(Place place, Route route, Dial.Result result) {
        String target = route.isStraight() ? place.toString() : place + " through " + route;
        String peer = route.isStraight() ? place.toString() : route.toString();
        return switch (result) {
            case Dial.Open open -> new Found("Connected to " + target + " in " + Words.time(open.took()) + ".");
            case Dial.Refused refused ->
                trouble(
                        "Nothing accepts connections at " + peer + ".",
                        route.isStraight()
                                ? "Check host and port; if they are right, a firewall rejects the connection: allow "
                                        + place + " there."
                                : "Check the host and port of the proxy, and that it runs.");
            case Dial.Unreachable unreachable ->
                trouble(
                        "No route leads to " + peer + ".",
                        "Check the network of this machine or container, and whether it has a default route.");
            case Dial.Late late ->
                trouble(
                        peer + " did not answer within " + Words.time(late.timeout()) + ".",
                        "A firewall drops the packets, most likely: allow " + place
                                + ", or name the proxy with --proxy.");
            case Dial.ProxySaid said
            when said.status() == PROXY_AUTHENTICATION_REQUIRED ->
                trouble(
                        "The proxy " + route.place() + " wants a user name and a password for " + place
                                + " (HTTP 407).",
                        "Give the bot's HttpClient an Authenticator, and start Java with"
                                + " -Djdk.http.auth.tunneling.disabledSchemes= if the proxy uses the scheme Basic.");
            case Dial.ProxySaid said ->
                trouble(
                        "The proxy " + route.place() + " refuses to connect to " + place + " (HTTP " + said.status()
                                + ").",
                        "Ask whoever runs the proxy to allow " + place + ".");
            case Dial.ProxyFailed failed ->
                trouble(
                        "The proxy " + route.place() + " makes no connection to " + place + ".",
                        "Check that it is a proxy of this kind, HTTP or SOCKS, and that it may connect there.");
            case Dial.Failed failed ->
                trouble(
                        "The connection to " + peer + " failed: " + failed.error() + ".",
                        "Check the network of this machine.");
        };
    }

    private static Trouble trouble(String text, String remedy) {
        return new Trouble(ExitStatus.NETWORK, text, remedy);
    }
}
