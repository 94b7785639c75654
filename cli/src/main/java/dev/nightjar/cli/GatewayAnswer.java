package dev.nightjar.cli;

import dev.nightjar.gateway.GatewayInfo;
import dev.nightjar.gateway.SessionStartLimit;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The answers of the HTTP API, read strictly: what is not as documented is absent. Pure. */
final class GatewayAnswer {

    // The largest bots run some tens of thousands.
    private static final long MOST_SHARDS = 100_000;

    private static final long LONGEST_RESET_MILLIS = Duration.ofDays(365).toMillis();

    private GatewayAnswer() {}

    /** What {@code GET /gateway/bot} says. */
    static Optional<GatewayInfo> info(Map<?, ?> answer) {
        if (!(answer.get("url") instanceof String url)
                || !(answer.get("session_start_limit") instanceof Map<?, ?> limit)) {
            return Optional.empty();
        }
        OptionalLong shards = number(answer, "shards", MOST_SHARDS);
        OptionalLong total = number(limit, "total", Integer.MAX_VALUE);
        OptionalLong remaining = number(limit, "remaining", Integer.MAX_VALUE);
        OptionalLong reset = number(limit, "reset_after", LONGEST_RESET_MILLIS);
        OptionalLong concurrency = number(limit, "max_concurrency", Integer.MAX_VALUE);
        if (shards.isEmpty() || total.isEmpty() || remaining.isEmpty() || reset.isEmpty() || concurrency.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GatewayInfo(
                    URI.create(url),
                    (int) shards.getAsLong(),
                    new SessionStartLimit(
                            (int) total.getAsLong(),
                            (int) remaining.getAsLong(),
                            Duration.ofMillis(reset.getAsLong()),
                            (int) concurrency.getAsLong())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What {@code GET /applications/@me} says. */
    static Application application(Map<?, ?> answer) {
        String id = answer.get("id") instanceof String text && text.matches("\\d{1,20}") ? text : "";
        return new Application(
                id,
                number(answer, "flags", Long.MAX_VALUE),
                number(answer, "approximate_guild_count", Integer.MAX_VALUE));
    }

    /**
     * The bot's application.
     *
     * @param id its id, empty where it is unknown
     * @param flags the sum of its flags
     * @param guilds in how many guilds the bot is, roughly
     */
    record Application(String id, OptionalLong flags, OptionalLong guilds) {

        /** An application of which nothing is known. */
        static final Application UNKNOWN = new Application("", OptionalLong.empty(), OptionalLong.empty());
    }

    private static OptionalLong number(Map<?, ?> object, String field, long most) {
        return (object.get(field) instanceof Integer || object.get(field) instanceof Long)
                        && object.get(field) instanceof Number number
                        && number.longValue() >= 0
                        && number.longValue() <= most
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
