package dev.nightjar.gateway.command;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for members of one guild: all, those whose name begins with a prefix, or those with certain ids. They arrive as
 * GUILD_MEMBERS_CHUNK events; {@link dev.nightjar.gateway.Shard#requestMembers(RequestGuildMembers, java.time.Duration)
 * Shard.requestMembers} waits for them and returns them.
 *
 * @param guildId the id of the guild
 * @param query what the names begin with, empty for all; null when user ids are given
 * @param limit how many members at most: 1 to 100 with a query, 0 (no limit) or more with an empty one, 0 with user ids
 * @param userIds the ids of up to 100 users; empty when a query is given
 * @param presences whether to send their presences too, which needs the intent GUILD_PRESENCES
 * @param nonce comes back in the answer; at most 32 bytes of UTF-8, or null for none
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#request-guild-members">Discord: Request Guild
 *     Members</a>
 */
public record RequestGuildMembers(
        long guildId,
        @Nullable String query,
        int limit,
        List<Long> userIds,
        boolean presences,
        @Nullable String nonce) implements Command {

    /** The reaction when Discord refuses a request because of a rate limit. */
    public enum OnRateLimit {
        /** Wait as long as Discord says and ask again, if the deadline allows. */
        WAIT,
        /** Fail at once. */
        FAIL
    }

    private static final int MAX_USER_IDS = 100;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_NONCE_BYTES = 32;

    /**
     * Checks the parts, and copies the ids.
     *
     * @throws IllegalArgumentException when one of the rules above is broken
     */
    public RequestGuildMembers {
        userIds = List.copyOf(userIds);
        Ids.check("guild_id", guildId);
        userIds.forEach(id -> Ids.check("A user id", id));
        if ((query == null) == userIds.isEmpty()) {
            throw new IllegalArgumentException("Give either a query or user ids, but "
                    + (query == null
                            ? "both are missing"
                            : "there are \"" + query + "\" and " + userIds.size() + " ids"));
        }
        if (userIds.size() > MAX_USER_IDS) {
            throw new IllegalArgumentException("There may be at most " + MAX_USER_IDS
                    + " user ids in one request, but there are " + userIds.size() + ": split them");
        }
        checkLimit(query, limit);
        checkNonce(nonce);
    }

    private static void checkLimit(@Nullable String query, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must not be negative, but is " + limit);
        }
        if (query == null && limit != 0) {
            throw new IllegalArgumentException("limit is for a query, so with user ids it must be 0, but is " + limit);
        }
        boolean named = query != null && !query.isEmpty();
        if (named && (limit == 0 || limit > MAX_LIMIT)) {
            throw new IllegalArgumentException("limit must be from 1 to " + MAX_LIMIT + " with the query \"" + query
                    + "\", but is " + limit + (limit == 0 ? ": only an empty query may ask for all" : ""));
        }
    }

    private static void checkNonce(@Nullable String nonce) {
        if (nonce == null) {
            return;
        }
        int bytes = nonce.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_NONCE_BYTES) {
            throw new IllegalArgumentException(
                    "A nonce must have from 1 to " + MAX_NONCE_BYTES + " bytes of UTF-8, but \"" + nonce + "\" has "
                            + bytes + ": Discord would leave it out of the answer");
        }
    }

    /**
     * Asks for all members, which needs the intent GUILD_MEMBERS. Discord allows it once in 30 seconds for a guild.
     *
     * @param guildId the id of the guild
     * @return the command
     */
    public static RequestGuildMembers all(long guildId) {
        return new RequestGuildMembers(guildId, "", 0, List.of(), false, null);
    }

    /**
     * Asks for the members whose name begins with something.
     *
     * @param guildId the id of the guild
     * @param query the beginning
     * @param limit how many at most, from 1 to 100
     * @return the command
     * @throws IllegalArgumentException when the limit is outside of that
     */
    public static RequestGuildMembers byName(long guildId, String query, int limit) {
        return new RequestGuildMembers(guildId, query, limit, List.of(), false, null);
    }

    /**
     * Asks for the members with these ids.
     *
     * @param guildId the id of the guild
     * @param userIds from 1 to 100 ids
     * @return the command
     * @throws IllegalArgumentException when there are none or more
     */
    public static RequestGuildMembers byIds(long guildId, Collection<Long> userIds) {
        return new RequestGuildMembers(guildId, null, 0, List.copyOf(userIds), false, null);
    }

    /**
     * The same with the members' presences.
     *
     * @return a new command
     */
    public RequestGuildMembers withPresences() {
        return new RequestGuildMembers(guildId, query, limit, userIds, true, nonce);
    }

    /**
     * The same with this nonce.
     *
     * @param text what the chunks shall have in their nonce, at most 32 bytes of UTF-8
     * @return a new command
     * @throws IllegalArgumentException when it is longer, or empty
     */
    public RequestGuildMembers withNonce(String text) {
        return new RequestGuildMembers(guildId, query, limit, userIds, presences, text);
    }

    @Override
    public OpCode opCode() {
        return OpCode.REQUEST_GUILD_MEMBERS;
    }
}
