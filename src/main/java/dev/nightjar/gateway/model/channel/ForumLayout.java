package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.Coded;

/**
 * The layout of a forum's posts.
 *
 * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-forum-layout-types">Discord: Forum Layout Types</a>
 */
public enum ForumLayout implements Coded {
    /** No default is set. */
    NOT_SET(0),
    /** As a list. */
    LIST_VIEW(1),
    /** As tiles. */
    GALLERY_VIEW(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ForumLayout(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
