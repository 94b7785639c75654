package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.Coded;

/**
 * The quality of video in a voice channel.
 *
 * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-video-quality-modes">Discord: Video Quality Modes</a>
 */
public enum VideoQualityMode implements Coded {
    /** Discord chooses the best. */
    AUTO(1),
    /** 720p. */
    FULL(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    VideoQualityMode(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
