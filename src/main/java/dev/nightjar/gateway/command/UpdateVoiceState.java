package dev.nightjar.gateway.command;

/**
 * A change of the bot's voice state: it joins a voice channel, moves to another one, or leaves. Discord answers with
 * VOICE_STATE_UPDATE and, for those who join, VOICE_SERVER_UPDATE.
 *
 * @param guildId the id of the guild
 * @param channelId the id of the channel; 0 to leave
 * @param selfMute whether the bot is muted
 * @param selfDeaf whether the bot is deafened
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#update-voice-state">Discord: Update Voice
 *     State</a>
 */
public record UpdateVoiceState(long guildId, long channelId, boolean selfMute, boolean selfDeaf) implements Command {

    /**
     * Checks the guild.
     *
     * @throws IllegalArgumentException when its id is 0
     */
    public UpdateVoiceState {
        Ids.check("guild_id", guildId);
    }

    /**
     * Joins a channel, neither muted nor deafened.
     *
     * @param guildId the id of the guild
     * @param channelId the id of the channel
     * @return the command
     * @throws IllegalArgumentException when one of them is 0
     */
    public static UpdateVoiceState join(long guildId, long channelId) {
        Ids.check("channel_id", channelId);
        return new UpdateVoiceState(guildId, channelId, false, false);
    }

    /**
     * Leaves voice in a guild.
     *
     * @param guildId the id of the guild
     * @return the command
     */
    public static UpdateVoiceState leave(long guildId) {
        return new UpdateVoiceState(guildId, 0, false, false);
    }

    @Override
    public OpCode opCode() {
        return OpCode.VOICE_STATE_UPDATE;
    }
}
