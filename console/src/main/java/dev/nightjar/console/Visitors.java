package dev.nightjar.console;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides whose requests are answered, by the names in their heads. A page of somebody else in the operator's browser can ask for
 * anything at loopback; with a name of its own that it lets point there, it could even read the answer. So a request must name
 * this server by an address, which nobody else can own, or by a name that the program has allowed. Pure.
 */
final class Visitors {

    private static final int LONGEST_QUOTE = 100;

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}]");
    private static final Pattern PORT = Pattern.compile("(:\\d{1,5})?");

    private final Set<String> names;

    /** Allows these names, in addition to localhost and all addresses. */
    Visitors(Set<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Why a request is refused.
     *
     * @param hosts its Host headers
     * @param origins its Origin headers
     * @return a sentence, or empty when it may be answered
     */
    Optional<String> refusal(List<String> hosts, List<String> origins) {
        if (hosts.size() != 1) {
            return Optional.of("A request must have one Host header, and this one has " + hosts.size() + ".");
        }
        String host = hosts.getFirst().toLowerCase(Locale.ROOT);
        if (!isAnswered(host)) {
            return Optional.of("This console does not answer to the host \"" + quote(hosts.getFirst())
                    + "\". Ask for it by its address, or name the host in ConsoleSettings.withHosts.");
        }
        for (String origin : origins) {
            if (!isOwn(origin.toLowerCase(Locale.ROOT), host)) {
                return Optional.of("This console does not answer pages of \"" + quote(origin) + "\".");
            }
        }
        return Optional.empty();
    }

    /** Whether a page is of the host that it asks, or of one that the program has named: a proxy may pass on another Host. */
    private boolean isOwn(String origin, String host) {
        for (String scheme : List.of("http://", "https://")) {
            if (origin.startsWith(scheme)) {
                String from = origin.substring(scheme.length());
                return from.equals(host) || names.contains(name(from));
            }
        }
        return false;
    }

    /** Any address will do, and any port: tunnels and containers have others than this server. */
    private boolean isAnswered(String host) {
        String name = name(host);
        boolean isKnown = name.equals("localhost") || ADDRESS.matcher(name).matches() || names.contains(name);
        return isKnown && PORT.matcher(host.substring(name.length())).matches();
    }

    /** What is before the port, with the brackets of an IPv6 address. */
    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.indexOf(']') > colon ? host : host.substring(0, colon);
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
