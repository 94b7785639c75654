package dev.nightjar.cli;

import dev.nightjar.gateway.event.Intent;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of options as users type them. Each refusal names the value and the rule. Pure. */
final class OptionValues {

    private static final int MOST_CHARACTERS = 1_000; // of a URL

    private OptionValues() {}

    private static TypeConversionException refusal(String rule, String value) {
        return new TypeConversionException(rule + ", but is '" + Words.foreign(Redaction.of(value)) + "'");
    }

    /** The name of an environment variable. */
    static final class VariableName implements ITypeConverter<String> {

        @Override
        public String convert(String value) {
            if (!value.matches("[A-Za-z_][A-Za-z0-9_]{0,99}")) {
                // What stands here instead of a name may be the token itself.
                throw new TypeConversionException(
                        "it must be the name of an environment variable, which has letters, digits"
                                + " and underscores; the value is not shown, because it may be a token. The token itself belongs into"
                                + " that variable");
            }
            return value;
        }
    }

    /** Intents: names, a number, or a word for some. */
    static final class Intents implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            return switch (value.strip().toLowerCase(Locale.ROOT)) {
                case "all" -> Intent.bits(List.of(Intent.values()));
                case "unprivileged" -> Intent.bits(Intent.unprivileged());
                case "none" -> 0;
                default -> value.matches("\\d{1,9}") ? Integer.valueOf(value) : named(value);
            };
        }

        private static int named(String value) {
            Set<Intent> intents = EnumSet.noneOf(Intent.class);
            for (String part : value.split(",", -1)) {
                String name = part.strip().toUpperCase(Locale.ROOT);
                intents.add(Arrays.stream(Intent.values())
                        .filter(intent -> intent.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> refusal(
                                "each must be one of "
                                        + Arrays.stream(Intent.values())
                                                .map(Intent::name)
                                                .collect(Collectors.joining(", ")),
                                part.strip())));
            }
            return Intent.bits(intents);
        }
    }

    /** A number of shards. */
    static final class Shards implements ITypeConverter<Integer> {

        private static final int MOST = 100_000;

        @Override
        public Integer convert(String value) {
            if (value.matches("\\d{1,6}")) {
                int shards = Integer.parseInt(value);
                if (shards >= 1 && shards <= MOST) {
                    return shards;
                }
            }
            throw refusal("it must be from 1 to " + MOST, value);
        }
    }

    /** A time such as 10s, 500ms or 2m. */
    static final class Time implements ITypeConverter<Duration> {

        private static final Pattern FORM = Pattern.compile("(\\d{1,7})(ms|s|m|h)");
        static final Duration LONGEST = Duration.ofHours(1);

        @Override
        public Duration convert(String value) {
            Matcher form = FORM.matcher(value);
            if (form.matches()) {
                long number = Long.parseLong(form.group(1));
                Duration time = switch (form.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
                if (time.isPositive() && time.compareTo(LONGEST) <= 0) {
                    return time;
                }
            }
            throw refusal("it must be a time of at most an hour, such as 500ms, 10s or 2m", value);
        }
    }

    private static URI url(String value, String first, String second) {
        try {
            URI url = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (value.length() <= MOST_CHARACTERS
                    && (scheme.equals(first) || scheme.equals(second))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null
                    && url.getFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // It is no URL at all.
        }
        throw refusal("it must be a URL with " + first + " or " + second + ", a host and no query", value);
    }

    /** The URL of an HTTP API. */
    static final class HttpUrl implements ITypeConverter<URI> {

        @Override
        public URI convert(String value) {
            return url(value, "https", "http");
        }
    }

    /** The URL of a gateway. */
    static final class WebSocketUrl implements ITypeConverter<URI> {

        @Override
        public URI convert(String value) {
            return url(value, "wss", "ws");
        }
    }

    /** The address of a proxy, not looked up yet. */
    static final class ProxyAddress implements ITypeConverter<Proxy> {

        private static final Pattern FORM =
                Pattern.compile("(?:(http|socks|socks5)://)?([^/@:\\s]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})/?");

        @Override
        public Proxy convert(String value) {
            Matcher form = FORM.matcher(value);
            if (!form.matches() || Integer.parseInt(form.group(3)) > 65_535) {
                throw new TypeConversionException(
                        "it must be HOST:PORT or socks://HOST:PORT, without a user and a password,"
                                + " which every user of the machine could read; the value is not shown, because it may have them");
            }
            boolean socks = form.group(1) != null && form.group(1).startsWith("socks");
            String host = form.group(2).replaceAll("[\\[\\]]", "");
            return new Proxy(
                    socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(host, Integer.parseInt(form.group(3))));
        }
    }
}
