package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.application.Application;
import dev.nightjar.gateway.model.guild.UnavailableGuild;
import dev.nightjar.gateway.model.user.User;
import java.util.List;

/**
 * A session has begun. Its guilds follow, each as a {@link GuildCreate}.
 *
 * <p>Discord's name for it is {@index READY}.
 *
 * @param payload the payload as received
 * @param v the version of the API
 * @param user the bot's own user
 * @param guilds the guilds that the bot is in, not loaded yet
 * @param sessionId the id of the session
 * @param resumeGatewayUrl the URL to resume at
 * @param shard the number of the shard and of all shards; empty without sharding
 * @param application the id and flags of the application
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#ready">Discord: Ready</a>
 */
public record Ready(
        Payload payload,
        int v,
        User user,
        List<UnavailableGuild> guilds,
        String sessionId,
        String resumeGatewayUrl,
        List<Integer> shard,
        Application application)
        implements Event {

    /** Copies what could change later. */
    public Ready {
        guilds = List.copyOf(guilds);
        shard = List.copyOf(shard);
    }
}
