package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import java.io.Serial;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The failure that ends a loop over events. Either the shard has failed for good, which is thrown once, or only the loop has
 * ended, because its thread was {@linkplain Reason#INTERRUPTED interrupted} or a {@linkplain Reason#HANDLER_FAILED handler} has
 * thrown. The message says what to do.
 */
public final class GatewayException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why a loop has ended. */
    public enum Reason {
        /** Close code {@index 4004}: the token is wrong. */
        AUTHENTICATION_FAILED,
        /** Close code {@index 4010}: the shard's number or total is wrong. */
        INVALID_SHARD,
        /** Close code {@index 4011}: too few shards. */
        SHARDING_REQUIRED,
        /** Close code {@index 4012}: this version of the gateway is no longer served. */
        INVALID_API_VERSION,
        /** Close code {@index 4013}: unknown bits in the intents. */
        INVALID_INTENTS,
        /** Close code {@index 4014}: privileged intents that were not granted. */
        DISALLOWED_INTENTS,
        /** The HttpClient that the user gave has ended for good, so that no connection can be made any more. */
        HTTP_CLIENT_TERMINATED,
        /** The thread that runs the loop was interrupted; its interrupt flag is set. The shard itself goes on. */
        INTERRUPTED,
        /**
         * A handler of {@link Events#handle} has thrown, or a stage of {@link Events#handleAsync} has failed; the cause is what
         * it has thrown. The shard itself goes on.
         */
        HANDLER_FAILED,
        /** A fault in this library, or a JDK or machine that it cannot run on; the message says which. */
        INTERNAL
    }

    /** The reason. */
    private final Reason reason;

    /** The close code, or 0 for none. */
    private final int closeCode;

    GatewayException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.closeCode = 0;
    }

    private GatewayException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.closeCode = 0;
    }

    private GatewayException(Reason reason, CloseCode code, String message) {
        super("The gateway closed with " + code.code() + ": " + message);
        this.reason = reason;
        this.closeCode = code.code();
    }

    /** The exception of a loop that was interrupted. Sets the thread's interrupt flag again. */
    static GatewayException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new GatewayException(
                Reason.INTERRUPTED,
                "The thread was interrupted while it waited for the next event. The shard goes on: close it, or clear the"
                        + " interrupt (Thread.interrupted()) and loop again.",
                cause);
    }

    /** The exception of a handler that has thrown. */
    static GatewayException handlerFailed(Object event, Throwable cause) {
        Object what = switch (event) {
            case ShardEvent next -> next.event();
            case ShardMessage next -> next.message();
            default -> event;
        };
        return new GatewayException(
                Reason.HANDLER_FAILED,
                "The handler of a " + what.getClass().getSimpleName() + " has failed: " + Excerpt.of(cause)
                        + ". The shard goes on: close it, or handle its events again. To go on in any case, catch in the handler.",
                cause);
    }

    /** The process has run out of memory, or of another resource of the machine. Made beforehand, so it has no stack trace. */
    static GatewayException outOfMemory() {
        return new GatewayException(
                Reason.INTERNAL,
                "The shard has ended because the process ran out of memory or stack. Give it more (-Xmx), look for what uses it,"
                        + " and open the shard again.");
    }

    /** The exception of a user's HttpClient that takes no more requests. */
    static GatewayException clientTerminated(Throwable cause) {
        return new GatewayException(
                Reason.HTTP_CLIENT_TERMINATED,
                "The HttpClient given to GatewayConfig.Builder.httpClient has ended for good: it was shut down, its executor"
                        + " rejected a task, or the process ran out of memory. Open the shard again with a new client whose"
                        + " executor takes every task.",
                cause);
    }

    static GatewayException of(CloseCode code) {
        return switch (code) {
            case AUTHENTICATION_FAILED ->
                new GatewayException(
                        Reason.AUTHENTICATION_FAILED,
                        code,
                        "the token is wrong. Copy it anew from the bot's page in the developer portal.");
            case INVALID_SHARD ->
                new GatewayException(
                        Reason.INVALID_SHARD,
                        code,
                        "the shard number or total is wrong. Very large bots must use a multiple of the total that Discord"
                                + " assigned.");
            case SHARDING_REQUIRED ->
                new GatewayException(
                        Reason.SHARDING_REQUIRED,
                        code,
                        "the bot is in too many guilds for so few shards. Use the total that GET /gateway/bot recommends.");
            case INVALID_API_VERSION ->
                new GatewayException(
                        Reason.INVALID_API_VERSION,
                        code,
                        "version " + GatewayUrl.VERSION
                                + " of the gateway is no longer served. Use a newer release of this" + " library.");
            case INVALID_INTENTS ->
                new GatewayException(
                        Reason.INVALID_INTENTS,
                        code,
                        "the intents have a bit that Discord does not know. Check GatewayConfig.Builder.intentBits.");
            case DISALLOWED_INTENTS ->
                new GatewayException(
                        Reason.DISALLOWED_INTENTS,
                        code,
                        "a privileged intent was not granted. Enable it on the bot's page in the developer portal, or do not"
                                + " ask for GUILD_MEMBERS, GUILD_PRESENCES and MESSAGE_CONTENT.");
            case UNKNOWN_ERROR,
                    UNKNOWN_OPCODE,
                    DECODE_ERROR,
                    NOT_AUTHENTICATED,
                    ALREADY_AUTHENTICATED,
                    INVALID_SEQUENCE,
                    RATE_LIMITED,
                    SESSION_TIMED_OUT -> throw new IllegalArgumentException(code + " does not end a shard");
        };
    }

    /**
     * Why the shard has ended.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The close code with which the gateway ended the shard.
     *
     * @return empty when no close frame was the cause
     */
    public OptionalInt closeCode() {
        return closeCode == 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
    }
}
