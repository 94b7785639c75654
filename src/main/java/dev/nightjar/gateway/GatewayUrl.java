package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import java.net.URI;
import java.util.Locale;

/** The URL to dial: a base, with the version, the encoding and the compression as its query. */
final class GatewayUrl {

    /** The version of the gateway that this library speaks. */
    static final int VERSION = 10;

    // Discord's URLs have some 40. A longer one would fit neither into a stored session nor into a request line.
    private static final int MOST_CHARACTERS = 1_000;

    private GatewayUrl() {}

    /** The base itself, when it can be dialled: ws or wss, a host, no query of its own. */
    static URI check(URI base) {
        return check("A gateway URL", "ws", base);
    }

    /** The base of the HTTP API itself, when it can be asked: http or https, a host, no query of its own. */
    static URI checkApi(URI base) {
        return check("An API URL", "http", base);
    }

    private static URI check(String what, String plain, URI base) {
        int length = base.toString().length();
        if (length > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    what + " must have at most " + MOST_CHARACTERS + " characters, but has " + length);
        }
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals(plain) && !scheme.equals(plain + "s")) {
            throw new IllegalArgumentException(
                    what + " must begin with " + plain + "s:// or " + plain + "://, but is " + Excerpt.of(base));
        }
        if (base.getHost() == null) {
            throw new IllegalArgumentException(what + " must name a host, but is " + Excerpt.of(base));
        }
        if (base.getRawQuery() != null || base.getRawFragment() != null || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    what + " must have no query, fragment or user info (its query is the library's), but is "
                            + Excerpt.of(base));
        }
        return base;
    }

    // Discord: gateway#connecting. The resume URL comes without a trailing slash, the
    // main one with: one slash for both.
    static URI dial(URI base, Compression compression) {
        String text = base.toString();
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        String query = "/?v=" + VERSION + "&encoding=json";
        String compress = compression.parameter();
        return URI.create(text.substring(0, end) + query + (compress.isEmpty() ? "" : "&compress=" + compress));
    }

    /** Whether TLS protects this URL of a gateway or of the HTTP API. */
    static boolean isEncrypted(URI url) {
        return isSecure(url) || "https".equalsIgnoreCase(url.getScheme());
    }

    static boolean isSecure(URI url) {
        return "wss".equalsIgnoreCase(url.getScheme());
    }
}
