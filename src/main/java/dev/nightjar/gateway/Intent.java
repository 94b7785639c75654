package dev.nightjar.gateway;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * The groups of events that a bot asks for.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#list-of-intents">Discord: List of Intents</a>
 */
public enum Intent {
    /** Guilds, roles, channels, threads and stages. */
    GUILDS(0),
    /** Members joining, changing and leaving. Privileged. */
    GUILD_MEMBERS(1),
    /** Bans and the audit log. */
    GUILD_MODERATION(2),
    /** Emojis, stickers and soundboard sounds. */
    GUILD_EXPRESSIONS(3),
    /** Integrations. */
    GUILD_INTEGRATIONS(4),
    /** Webhooks. */
    GUILD_WEBHOOKS(5),
    /** Invites. */
    GUILD_INVITES(6),
    /** Voice states and voice channel effects. */
    GUILD_VOICE_STATES(7),
    /** Presences. Privileged. */
    GUILD_PRESENCES(8),
    /** Messages in guilds. */
    GUILD_MESSAGES(9),
    /** Reactions in guilds. */
    GUILD_MESSAGE_REACTIONS(10),
    /** Typing in guilds. */
    GUILD_MESSAGE_TYPING(11),
    /** Direct messages. */
    DIRECT_MESSAGES(12),
    /** Reactions in direct messages. */
    DIRECT_MESSAGE_REACTIONS(13),
    /** Typing in direct messages. */
    DIRECT_MESSAGE_TYPING(14),
    /** The content of messages; brings no event of its own. Privileged. */
    MESSAGE_CONTENT(15),
    /** Scheduled events. */
    GUILD_SCHEDULED_EVENTS(16),
    /** Auto moderation rules. */
    AUTO_MODERATION_CONFIGURATION(20),
    /** Auto moderation actions. */
    AUTO_MODERATION_EXECUTION(21),
    /** Poll votes in guilds. */
    GUILD_MESSAGE_POLLS(24),
    /** Poll votes in direct messages. */
    DIRECT_MESSAGE_POLLS(25);

    private static final Set<Intent> PRIVILEGED = EnumSet.of(GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT);

    private final int bit;

    Intent(int bit) {
        this.bit = bit;
    }

    /**
     * All intents that need no approval.
     *
     * @return a new set, all but the privileged ones
     */
    public static Set<Intent> unprivileged() {
        return EnumSet.complementOf(EnumSet.copyOf(PRIVILEGED));
    }

    /**
     * The intents as one number, as IDENTIFY carries them.
     *
     * @param intents any of them
     * @return the sum of their bits
     */
    public static int bits(Collection<Intent> intents) {
        int bits = 0;
        for (Intent intent : intents) {
            bits |= intent.mask();
        }
        return bits;
    }

    /**
     * The value of this intent's bit.
     *
     * @return a power of two
     */
    public int mask() {
        return 1 << bit;
    }

    /**
     * Whether the application must be granted this intent in the developer portal; without that the gateway closes with
     * 4014.
     *
     * @return true for members, presences and message content
     */
    public boolean isPrivileged() {
        return PRIVILEGED.contains(this);
    }
}
