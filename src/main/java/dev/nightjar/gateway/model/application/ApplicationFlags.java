package dev.nightjar.gateway.model.application;

import dev.nightjar.gateway.model.Flags;

/**
 * What an app may receive and how it came to that.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/resources/application#application-object-application-flags">Discord: Application Flags</a>
 */
public record ApplicationFlags(long bits) implements Flags<ApplicationFlags> {

    /** It uses the auto moderation API. */
    public static final ApplicationFlags APPLICATION_AUTO_MODERATION_RULE_CREATE_BADGE = new ApplicationFlags(1L << 6);

    /** It may receive presences, in 100 guilds or more. */
    public static final ApplicationFlags GATEWAY_PRESENCE = new ApplicationFlags(1L << 12);

    /** It may receive presences, in fewer than 100 guilds. */
    public static final ApplicationFlags GATEWAY_PRESENCE_LIMITED = new ApplicationFlags(1L << 13);

    /** It may receive members, in 100 guilds or more. */
    public static final ApplicationFlags GATEWAY_GUILD_MEMBERS = new ApplicationFlags(1L << 14);

    /** It may receive members, in fewer than 100 guilds. */
    public static final ApplicationFlags GATEWAY_GUILD_MEMBERS_LIMITED = new ApplicationFlags(1L << 15);

    /** It grows so unusually that verification is held back. */
    public static final ApplicationFlags VERIFICATION_PENDING_GUILD_LIMIT = new ApplicationFlags(1L << 16);

    /** It is embedded in the Discord client. */
    public static final ApplicationFlags EMBEDDED = new ApplicationFlags(1L << 17);

    /** It may receive message content, in 100 guilds or more. */
    public static final ApplicationFlags GATEWAY_MESSAGE_CONTENT = new ApplicationFlags(1L << 18);

    /** It may receive message content, in fewer than 100 guilds. */
    public static final ApplicationFlags GATEWAY_MESSAGE_CONTENT_LIMITED = new ApplicationFlags(1L << 19);

    /** It has registered global commands. */
    public static final ApplicationFlags APPLICATION_COMMAND_BADGE = new ApplicationFlags(1L << 23);

    /** Its embedded application is out. Discord does not document it. */
    public static final ApplicationFlags EMBEDDED_RELEASED = new ApplicationFlags(1L << 1);

    /** It may manage emojis. Discord does not document it. */
    public static final ApplicationFlags MANAGED_EMOJI = new ApplicationFlags(1L << 2);

    /** Its embedded application sells things. Discord does not document it. */
    public static final ApplicationFlags EMBEDDED_IAP = new ApplicationFlags(1L << 3);

    /** It may create group DMs. Discord does not document it. */
    public static final ApplicationFlags GROUP_DM_CREATE = new ApplicationFlags(1L << 4);

    /** It has connected to a client over RPC. Discord does not document it. */
    public static final ApplicationFlags RPC_HAS_CONNECTED = new ApplicationFlags(1L << 11);

    /** Its embedded application is one of Discord's own. Discord does not document it. */
    public static final ApplicationFlags EMBEDDED_FIRST_PARTY = new ApplicationFlags(1L << 20);
}
