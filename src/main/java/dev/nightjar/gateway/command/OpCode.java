package dev.nightjar.gateway.command;

import java.util.Optional;

/**
 * The opcodes of the gateway that concern bots.
 *
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes">
 *     Discord: Gateway Opcodes</a>
 */
public enum OpCode {
    /** {@index "op 0"}: an event, received. */
    DISPATCH(0),
    /** {@index "op 1"}: a heartbeat, sent; or the request for one, received. */
    HEARTBEAT(1),
    /** {@index "op 2"}: starts a session, sent. */
    IDENTIFY(2),
    /** {@index "op 3"}: the bot's presence, sent as {@link UpdatePresence}. */
    PRESENCE_UPDATE(3),
    /** {@index "op 4"}: joins, moves between and leaves voice channels, sent as {@link UpdateVoiceState}. */
    VOICE_STATE_UPDATE(4),
    /** {@index "op 6"}: continues a session, sent. */
    RESUME(6),
    /** {@index "op 7"}: the gateway asks to reconnect and resume, received. */
    RECONNECT(7),
    /** {@index "op 8"}: asks for members of a guild, sent as {@link RequestGuildMembers}. */
    REQUEST_GUILD_MEMBERS(8),
    /** {@index "op 9"}: the session is invalid, received. */
    INVALID_SESSION(9),
    /** {@index "op 10"}: the first payload of a connection, received. */
    HELLO(10),
    /** {@index "op 11"}: the answer to a heartbeat, received. */
    HEARTBEAT_ACK(11),
    /** {@index "op 31"}: asks for the soundboard sounds of guilds, sent as {@link RequestSoundboardSounds}. */
    REQUEST_SOUNDBOARD_SOUNDS(31),
    /** {@index "op 43"}: asks for ephemeral data of a guild's channels, sent as {@link RequestChannelInfo}. */
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
