package dev.nightjar.gateway.model.presence;

import dev.nightjar.gateway.model.Flags;

/**
 * What an activity offers.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#activity-object-activity-flags">Discord: Activity Flags</a>
 */
public record ActivityFlags(long bits) implements Flags<ActivityFlags> {

    /** A game session of its own. */
    public static final ActivityFlags INSTANCE = new ActivityFlags(1L << 0);

    /** Joining. */
    public static final ActivityFlags JOIN = new ActivityFlags(1L << 1);

    /** Watching. */
    public static final ActivityFlags SPECTATE = new ActivityFlags(1L << 2);

    /** Asking to join. */
    public static final ActivityFlags JOIN_REQUEST = new ActivityFlags(1L << 3);

    /** Listening in step. */
    public static final ActivityFlags SYNC = new ActivityFlags(1L << 4);

    /** Playing. */
    public static final ActivityFlags PLAY = new ActivityFlags(1L << 5);

    /** A party of friends. */
    public static final ActivityFlags PARTY_PRIVACY_FRIENDS = new ActivityFlags(1L << 6);

    /** A party of a voice channel. */
    public static final ActivityFlags PARTY_PRIVACY_VOICE_CHANNEL = new ActivityFlags(1L << 7);

    /** An embedded activity. */
    public static final ActivityFlags EMBEDDED = new ActivityFlags(1L << 8);
}
