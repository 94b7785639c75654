package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.application.ApplicationIntegrationType;
import dev.nightjar.gateway.model.application.Entitlement;
import dev.nightjar.gateway.model.channel.Channel;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.guild.Permissions;
import dev.nightjar.gateway.model.message.InteractionType;
import dev.nightjar.gateway.model.message.Message;
import dev.nightjar.gateway.model.user.User;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all interactions have in common: who did something, and where. With its token anybody can answer, so its
 * string form does not tell it.
 *
 * @param id the id
 * @param applicationId the id of the application
 * @param type what the user did
 * @param guild the guild; null outside of guilds
 * @param guildId the id of the guild; 0 outside of guilds
 * @param channel the channel, only what identifies it
 * @param channelId the id of the channel
 * @param member the member who did it, with permissions in the channel; null outside of guilds
 * @param user the user who did it, outside of guilds; null in guilds
 * @param token the secret to answer with, for 15 minutes
 * @param version the version, always 1
 * @param message the message of the component, also where that opened the modal
 * @param appPermissions what the app may do there
 * @param locale the language of the user
 * @param guildLocale the language of the guild
 * @param entitlements what the user and the guild have of the premium offers of the app
 * @param authorizingIntegrationOwners the ids of the guild and of the user that the app is installed for; 0 for the
 *     guild in a direct message with the bot
 * @param context where it takes place
 * @param attachmentSizeLimit how large a file of the answer may be, in bytes
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object">Discord: Interaction Object</a>
 */
public record Interaction(
        long id,
        long applicationId,
        InteractionType type,
        @Nullable InteractionGuild guild,
        long guildId,
        @Nullable Channel channel,
        long channelId,
        @Nullable GuildMember member,
        @Nullable User user,
        String token,
        int version,
        @Nullable Message message,
        Permissions appPermissions,
        @Nullable String locale,
        @Nullable String guildLocale,
        List<Entitlement> entitlements,
        Map<ApplicationIntegrationType, Long> authorizingIntegrationOwners,
        InteractionContextType context,
        long attachmentSizeLimit) {

    /** Copies what could change later. */
    public Interaction {
        entitlements = List.copyOf(entitlements);
        authorizingIntegrationOwners = Map.copyOf(authorizingIntegrationOwners);
    }

    /**
     * The user who did it, in a guild or outside.
     *
     * @return the user of {@link #member()} or else {@link #user()}; null where Discord sent neither
     */
    public @Nullable User invokingUser() {
        return member == null ? user : member.user();
    }

    /** What, in which application, guild and channel; never the token. */
    @Override
    public String toString() {
        return "Interaction[id=" + id + ", type=" + type + ", applicationId=" + applicationId + ", guildId=" + guildId
                + ", channelId=" + channelId + "]";
    }
}
