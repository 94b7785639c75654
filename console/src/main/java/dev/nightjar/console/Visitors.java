package dev.nightjar.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whose requests are answered, by the names in their heads. A page of somebody else in the operator's browser can ask for
 * anything at loopback; with a name of its own that it lets point there, it could even read the answer. So a request must name
 * this server by an address, which nobody else can own, or by a name that the program has allowed. Pure.
 */
final class Visitors {

    private static final int LONGEST_QUOTE = 100;

    private final Set<String> names;

    /** Allows these names, in addition to localhost and the server's own addresses. */
    Visitors(Set<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Why a request is refused.
     *
     * @param hosts its Host headers
     * @param origins its Origin headers
     * @param local the address of this server that it has reached
     * @return a sentence, or empty when it may be answered
     */
    Optional<String> refusal(List<String> hosts, List<String> origins, InetSocketAddress local) {
        if (hosts.size() != 1) {
            return Optional.of("A request must have one Host header, and this one has " + hosts.size() + ".");
        }
        if (!isOurs(hosts.getFirst(), local)) {
            return Optional.of("This console does not answer to the host \"" + quote(hosts.getFirst())
                    + "\". Ask for it by its address, or name the host in ConsoleSettings.withHosts.");
        }
        for (String origin : origins) {
            if (!isOurOrigin(origin, local)) {
                return Optional.of("This console does not answer pages of \"" + quote(origin) + "\".");
            }
        }
        return Optional.empty();
    }

    private boolean isOurOrigin(String origin, InetSocketAddress local) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https://")) {
            // Only a proxy speaks TLS, and its port is not ours.
            return names.contains(name(lower.substring("https://".length())));
        }
        return lower.startsWith("http://") && isOurs(lower.substring("http://".length()), local);
    }

    private boolean isOurs(String host, InetSocketAddress local) {
        String lower = host.toLowerCase(Locale.ROOT);
        String name = name(lower);
        if (names.contains(name)) {
            return true;
        }
        int port = port(lower);
        InetAddress address = local.getAddress();
        boolean isNamed = isAddress(name, address)
                || (address.isLoopbackAddress()
                        && (name.equals("localhost") || name.equals("127.0.0.1") || name.equals("[::1]")));
        return isNamed && port == local.getPort();
    }

    /** Whether a name is this address. Browsers write the short form of IPv6, and the JDK the long one. */
    private static boolean isAddress(String name, InetAddress address) {
        if (!name.startsWith("[")) {
            return name.equals(literal(address));
        }
        try {
            return InetAddress.getByName(name).equals(address); // what is in brackets is never looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** What is before the port, with the brackets of an IPv6 address. */
    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.indexOf(']') > colon ? host : host.substring(0, colon);
    }

    private static int port(String host) {
        String digits = host.substring(name(host).length());
        if (digits.isEmpty()) {
            return 80;
        }
        try {
            return Integer.parseInt(digits.substring(1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** An address as the Host header has it. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        if (text.indexOf(':') < 0) {
            return text;
        }
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        return "[" + (bare.equals("0:0:0:0:0:0:0:1") ? "::1" : bare) + "]";
    }

    private static String quote(String text) {
        String visible = text.replaceAll("[^\\x21-\\x7e]", "?");
        return visible.length() > LONGEST_QUOTE ? visible.substring(0, LONGEST_QUOTE) + "…" : visible;
    }
}
