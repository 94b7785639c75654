package dev.nightjar.gateway.event;

/**
 * A soundboard sound of a guild was deleted.
 *
 * <p>Discord's name for it is {@index GUILD_SOUNDBOARD_SOUND_DELETE}.
 *
 * @param payload the payload as received
 * @param soundId the id of the sound
 * @param guildId the id of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-soundboard-sound-delete">Discord: Guild
 *     Soundboard Sound Delete</a>
 */
public record GuildSoundboardSoundDelete(Payload payload, long soundId, long guildId) implements Event {}
