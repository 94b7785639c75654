package dev.nightjar.gateway.command;

import java.util.Collection;
import java.util.List;

/**
 * A request for the soundboard sounds of guilds. One SOUNDBOARD_SOUNDS event for each guild answers it. It may name any number
 * of guilds, because it is sent as several payloads if one would be longer than 4,096 bytes.
 *
 * @param guildIds the ids of the guilds, at least one
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#request-soundboard-sounds">Discord: Request
 *     Soundboard Sounds</a>
 */
public record RequestSoundboardSounds(List<Long> guildIds) implements Command {

    /**
     * Checks and copies the ids.
     *
     * @throws IllegalArgumentException when there is none, or one is 0
     */
    public RequestSoundboardSounds {
        guildIds = List.copyOf(guildIds);
        if (guildIds.isEmpty()) {
            throw new IllegalArgumentException("guild_ids must name at least one guild, but is empty");
        }
        guildIds.forEach(id -> Ids.check("A guild id", id));
    }

    /**
     * Asks for the sounds of these guilds.
     *
     * @param guildIds the ids of the guilds, at least one
     * @return the command
     * @throws IllegalArgumentException when there is none, or one is 0
     */
    public static RequestSoundboardSounds of(Collection<Long> guildIds) {
        return new RequestSoundboardSounds(List.copyOf(guildIds));
    }

    @Override
    public OpCode opCode() {
        return OpCode.REQUEST_SOUNDBOARD_SOUNDS;
    }
}
