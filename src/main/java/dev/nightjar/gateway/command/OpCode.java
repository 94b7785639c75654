package dev.nightjar.gateway.command;

import java.util.Optional;

/**
 * The opcodes of the gateway that concern bots.
 *
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes">
 *     Discord: Gateway Opcodes</a>
 */
public enum OpCode {
    /** An event, received. */
    DISPATCH(0),
    /** A heartbeat, sent; or the request for one, received. */
    HEARTBEAT(1),
    /** Starts a session, sent. */
    IDENTIFY(2),
    /** The bot's presence, sent. */
    PRESENCE_UPDATE(3),
    /** Joins, moves between and leaves voice channels, sent. */
    VOICE_STATE_UPDATE(4),
    /** Continues a session, sent. */
    RESUME(6),
    /** The gateway asks to reconnect and resume, received. */
    RECONNECT(7),
    /** Asks for members of a guild, sent. */
    REQUEST_GUILD_MEMBERS(8),
    /** The session is invalid, received. */
    INVALID_SESSION(9),
    /** The first payload of a connection, received. */
    HELLO(10),
    /** The answer to a heartbeat, received. */
    HEARTBEAT_ACK(11),
    /** Asks for the soundboard sounds of guilds, sent. */
    REQUEST_SOUNDBOARD_SOUNDS(31),
    /** Asks for ephemeral data of a guild's channels, sent. */
    REQUEST_CHANNEL_INFO(43);

    private final int value;

    OpCode(int value) {
        this.value = value;
    }

    /**
     * The opcode with this number.
     *
     * @param value the number
     * @return empty when bots have no such opcode
     */
    public static Optional<OpCode> of(int value) {
        for (OpCode candidate : values()) {
            if (candidate.value == value) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * The number on the wire.
     *
     * @return from 0 to 43
     */
    public int value() {
        return value;
    }
}
