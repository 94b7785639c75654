package dev.nightjar.gateway;

import java.util.Optional;

/**
 * The close codes that Discord's gateway documents.
 *
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes">
 *     Discord: Gateway Close Event Codes</a>
 */
public enum CloseCode {
    /** {@index 4000}: something went wrong on Discord's side. */
    UNKNOWN_ERROR(4000, Follows.RESUME),
    /** {@index 4001}: an opcode was sent that the gateway does not know. */
    UNKNOWN_OPCODE(4001, Follows.RESUME),
    /** {@index 4002}: a payload was sent that is no valid JSON or is longer than 4,096 bytes. */
    DECODE_ERROR(4002, Follows.RESUME),
    /** {@index 4003}: a payload was sent before identifying, or the session was invalidated. */
    NOT_AUTHENTICATED(4003, Follows.IDENTIFY),
    /** {@index 4004}: the token is wrong. */
    AUTHENTICATION_FAILED(4004, Follows.STOP),
    /** {@index 4005}: IDENTIFY was sent twice. */
    ALREADY_AUTHENTICATED(4005, Follows.RESUME),
    /** {@index 4007}: the sequence of a RESUME was wrong. */
    INVALID_SEQUENCE(4007, Follows.IDENTIFY),
    /** {@index 4008}: payloads were sent too fast. */
    RATE_LIMITED(4008, Follows.RESUME),
    /** {@index 4009}: the session timed out. */
    SESSION_TIMED_OUT(4009, Follows.IDENTIFY),
    /** {@index 4010}: the shard's number or total is wrong. */
    INVALID_SHARD(4010, Follows.STOP),
    /** {@index 4011}: the bot is in too many guilds for so few shards. */
    SHARDING_REQUIRED(4011, Follows.STOP),
    /** {@index 4012}: the version of the gateway is no longer served. */
    INVALID_API_VERSION(4012, Follows.STOP),
    /** {@index 4013}: the intents have an unknown bit. */
    INVALID_INTENTS(4013, Follows.STOP),
    /** {@index 4014}: the intents have a privileged bit that the application was not granted. */
    DISALLOWED_INTENTS(4014, Follows.STOP);

    private enum Follows {
        RESUME,
        IDENTIFY,
        STOP
    }

    private final int code;
    private final Follows follows;

    CloseCode(int code, Follows follows) {
        this.code = code;
        this.follows = follows;
    }

    /**
     * The close code with this number.
     *
     * @param code the number
     * @return empty when Discord documents no such code
     */
    public static Optional<CloseCode> of(int code) {
        for (CloseCode candidate : values()) {
            if (candidate.code == code) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * The number.
     *
     * @return from 4000 to 4014
     */
    public int code() {
        return code;
    }

    /**
     * Whether a shard connects again after this code. If not, it has ended for good.
     *
     * @return false for codes whose cause only the bot's developer can fix
     */
    public boolean canReconnect() {
        return follows != Follows.STOP;
    }

    /**
     * Whether the session is still alive after this code.
     *
     * @return true when a RESUME may succeed
     */
    public boolean canResume() {
        return follows == Follows.RESUME;
    }
}
