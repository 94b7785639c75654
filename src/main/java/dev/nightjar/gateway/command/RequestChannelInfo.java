package dev.nightjar.gateway.command;

import java.util.List;

/**
 * A request for ephemeral data of a guild's channels. A CHANNEL_INFO event answers it.
 *
 * @param guildId the id of the guild
 * @param fields what to send, at least one: {@link #STATUS}, {@link #VOICE_START_TIME}, or what Discord adds later
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#request-channel-info">Discord: Request Channel
 *     Info</a>
 */
public record RequestChannelInfo(long guildId, List<String> fields) implements Command {

    /** The status of voice channels. */
    public static final String STATUS = "status";

    /** Since when somebody is in a voice channel. */
    public static final String VOICE_START_TIME = "voice_start_time";

    /**
     * Checks the parts, and copies the fields.
     *
     * @throws IllegalArgumentException when the guild's id is 0, or there is no field or a blank one
     */
    public RequestChannelInfo {
        fields = List.copyOf(fields);
        Ids.check("guild_id", guildId);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("fields must name at least one field, but is empty");
        }
        for (String field : fields) {
            if (field.isBlank()) {
                throw new IllegalArgumentException("A field must not be blank, but is \"" + field + "\" in " + fields);
            }
        }
    }

    /**
     * Asks for these fields.
     *
     * @param guildId the id of the guild
     * @param fields the fields, at least one
     * @return the command
     * @throws IllegalArgumentException when the guild's id is 0, or there is no field or a blank one
     */
    public static RequestChannelInfo of(long guildId, String... fields) {
        return new RequestChannelInfo(guildId, List.of(fields));
    }

    @Override
    public OpCode opCode() {
        return OpCode.REQUEST_CHANNEL_INFO;
    }
}
