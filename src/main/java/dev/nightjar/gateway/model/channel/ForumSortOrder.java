package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.Coded;

/**
 * The order of a forum's posts.
 *
 * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-sort-order-types">Discord: Sort Order Types</a>
 */
public enum ForumSortOrder implements Coded {
    /** By their last activity. */
    LATEST_ACTIVITY(0),
    /** By their creation. */
    CREATION_DATE(1),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ForumSortOrder(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
