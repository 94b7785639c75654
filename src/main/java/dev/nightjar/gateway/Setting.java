package dev.nightjar.gateway;

import dev.nightjar.gateway.command.UpdatePresence;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * One setting of a {@link GatewayConfig}: its default, and the check that every other value must pass. The constants are all
 * settings that there are. Immutable and safe for any thread.
 *
 * <p>A new setting needs a constant here, an accessor in GatewayConfig and a method in its builder.
 */
final class Setting<T> {

    // This is long enough for a slow machine, and short enough to reveal a mistaken unit.
    private static final Duration LONGEST = Duration.ofHours(1);

    static final Setting<Integer> INTENT_BITS = new Setting<>(0, bits -> notNegative("Intents", bits));

    static final Setting<URI> GATEWAY_URL = new Setting<>(URI.create("wss://gateway.discord.gg"), GatewayUrl::check);

    static final Setting<Boolean> ALWAYS_GATEWAY_URL = any(false);

    static final Setting<URI> API_URL =
            new Setting<>(URI.create("https://discord.com/api/v" + GatewayUrl.VERSION), GatewayUrl::checkApi);

    static final Setting<Compression> COMPRESSION = any(Compression.ZSTD);

    static final Setting<Optional<UpdatePresence>> PRESENCE = any(Optional.empty());

    // Discord: gateway-events#identify
    static final Setting<OptionalInt> LARGE_THRESHOLD =
            new Setting<>(OptionalInt.empty(), members -> within("large_threshold", 50, 250, members));

    static final Setting<IdentifyProperties> IDENTIFY_PROPERTIES = any(IdentifyProperties.DEFAULT);

    static final Setting<Integer> CAPABILITIES = new Setting<>(0, bits -> notNegative("Capabilities", bits));

    // A program whose loop looks at no lifecycle event still says why it is silent, and says nothing while all is well.
    static final Setting<System.Logger.Level> LOG = any(System.Logger.Level.WARNING);

    static final Setting<Boolean> LIMIT_COMMANDS = any(true);

    static final Setting<List<Session>> SESSIONS = any(List.of());

    static final Setting<Optional<SessionStore>> SESSION_STORE = any(Optional.empty());

    // After a crash at most the events of this time come again. A thousand shards write a thousand small files in it.
    static final Setting<Duration> SESSION_SAVE_INTERVAL = time("sessionSaveInterval", Duration.ofSeconds(1));

    static final Setting<ShardGate> GATE = any(ShardGate.OPEN);

    // This is a second or more of a busy shard's events. The limit in bytes matters when guilds of many megabytes
    // arrive in a row.
    static final Setting<Integer> EVENT_BUFFER = atLeast(1, "eventBuffer", 4_096);

    static final Setting<Long> EVENT_BUFFER_BYTES = atLeast(1L, "eventBufferBytes", 64L << 20);

    // These are as many commands as the rate limit allows in four minutes.
    static final Setting<Integer> COMMAND_BUFFER = atLeast(1, "commandBuffer", 512);

    // The largest guilds are known to reach 16 MiB.
    static final Setting<Integer> MAX_PAYLOAD_BYTES = atLeast(4_096, "maxPayloadBytes", 64 << 20);

    // Discord uses 256 KiB; 8 MiB is what RFC 8878 asks every decoder to accept.
    static final Setting<Integer> MAX_ZSTD_WINDOW_BYTES = atLeast(1_024, "maxZstdWindowBytes", 8 << 20);

    static final Setting<Duration> CONNECT_TIMEOUT = time("connectTimeout", Duration.ofSeconds(10));

    static final Setting<Duration> HELLO_TIMEOUT = time("helloTimeout", Duration.ofSeconds(20));

    // This is long because each retry uses one of the thousand IDENTIFYs of a day.
    static final Setting<Duration> READY_TIMEOUT = time("readyTimeout", Duration.ofSeconds(60));

    static final Setting<Duration> CLOSE_TIMEOUT = time("closeTimeout", Duration.ofSeconds(5));

    static final Setting<Duration> WRITE_TIMEOUT = time("writeTimeout", Duration.ofSeconds(10));

    static final Setting<Duration> MIN_BACKOFF = time("The first backoff", Duration.ofSeconds(1));

    static final Setting<Duration> MAX_BACKOFF = time("The longest backoff", Duration.ofSeconds(60));

    private final T initial;
    private final UnaryOperator<T> check;

    private Setting(T initial, UnaryOperator<T> check) {
        this.initial = initial;
        this.check = check;
    }

    /** The value until another one is set. */
    T initial() {
        return initial;
    }

    /**
     * Returns the value if it passes the check.
     *
     * @throws IllegalArgumentException when it is not; the message names the setting, the rule and the value
     */
    T check(T value) {
        return check.apply(value);
    }

    private static <T> Setting<T> any(T initial) {
        return new Setting<>(initial, UnaryOperator.identity());
    }

    private static <N extends Number & Comparable<N>> Setting<N> atLeast(N least, String name, N initial) {
        return new Setting<>(initial, value -> {
            if (value.compareTo(least) < 0) {
                throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
            }
            return value;
        });
    }

    private static Setting<Duration> time(String name, Duration initial) {
        return new Setting<>(initial, value -> {
            if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        name + " must be more than zero and at most " + LONGEST + ", but is " + value);
            }
            return value;
        });
    }

    private static Integer notNegative(String name, Integer bits) {
        if (bits < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but are " + bits);
        }
        return bits;
    }

    private static OptionalInt within(String name, int least, int most, OptionalInt value) {
        if (value.getAsInt() < least || value.getAsInt() > most) {
            throw new IllegalArgumentException(
                    name + " must be from " + least + " to " + most + ", but is " + value.getAsInt());
        }
        return value;
    }
}
