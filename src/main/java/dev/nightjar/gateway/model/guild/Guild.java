package dev.nightjar.gateway.model.guild;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A guild, which users call a server.
 *
 * @param id the id
 * @param name the name
 * @param icon the hash of the icon
 * @param iconHash the hash of the icon, in a template
 * @param splash the hash of the splash
 * @param discoverySplash the hash of the splash in Server Discovery
 * @param owner whether the current user owns it, in a list of one's guilds
 * @param ownerId the id of the owner
 * @param permissions the permissions of the current user, in a list of one's guilds
 * @param afkChannelId the id of the voice channel for the absent; 0 where there is none
 * @param afkTimeout after how many seconds one is absent
 * @param widgetEnabled whether the widget is on
 * @param widgetChannelId the id of the channel that the widget invites to; 0 where there is none
 * @param verificationLevel what new members must have done
 * @param defaultMessageNotifications which messages notify by default
 * @param explicitContentFilter whose messages are scanned
 * @param roles the roles
 * @param emojis the custom emojis
 * @param features what is enabled, as in {@code COMMUNITY}
 * @param mfaLevel what moderators need
 * @param applicationId the id of the application that made it; 0 where none did
 * @param systemChannelId the id of the channel for system messages; 0 where there is none
 * @param systemChannelFlags which system messages are left out
 * @param rulesChannelId the id of the channel with the rules; 0 where there is none
 * @param maxPresences how many presences there may be
 * @param maxMembers how many members there may be
 * @param vanityUrlCode the code of the vanity URL
 * @param description the description
 * @param banner the hash of the banner
 * @param premiumTier the boost level
 * @param premiumSubscriptionCount how many boosts it has
 * @param preferredLocale the language of a community
 * @param publicUpdatesChannelId the id of the channel for Discord's notices to moderators; 0 where there is none
 * @param maxVideoChannelUsers how many users a video channel takes
 * @param maxStageVideoChannelUsers how many users a stage with video takes
 * @param approximateMemberCount about how many members it has, where that was asked for
 * @param approximatePresenceCount about how many of them are online, where that was asked for
 * @param welcomeScreen what new members see
 * @param nsfwLevel the age restriction
 * @param stickers the custom stickers
 * @param premiumProgressBarEnabled whether the boost progress bar is shown
 * @param safetyAlertsChannelId the id of the channel for safety alerts; 0 where there is none
 * @param incidentsData what Discord or moderators did against a raid
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-object">Discord: Guild Object</a>
 */
public record Guild(
        long id,
        String name,
        @Nullable String icon,
        @Nullable String iconHash,
        @Nullable String splash,
        @Nullable String discoverySplash,
        boolean owner,
        long ownerId,
        Permissions permissions,
        long afkChannelId,
        int afkTimeout,
        boolean widgetEnabled,
        long widgetChannelId,
        VerificationLevel verificationLevel,
        MessageNotificationLevel defaultMessageNotifications,
        ExplicitContentFilterLevel explicitContentFilter,
        List<Role> roles,
        List<Emoji> emojis,
        List<String> features,
        MfaLevel mfaLevel,
        long applicationId,
        long systemChannelId,
        SystemChannelFlags systemChannelFlags,
        long rulesChannelId,
        OptionalInt maxPresences,
        int maxMembers,
        @Nullable String vanityUrlCode,
        @Nullable String description,
        @Nullable String banner,
        PremiumTier premiumTier,
        int premiumSubscriptionCount,
        String preferredLocale,
        long publicUpdatesChannelId,
        int maxVideoChannelUsers,
        int maxStageVideoChannelUsers,
        int approximateMemberCount,
        int approximatePresenceCount,
        @Nullable WelcomeScreen welcomeScreen,
        NsfwLevel nsfwLevel,
        List<Sticker> stickers,
        boolean premiumProgressBarEnabled,
        long safetyAlertsChannelId,
        @Nullable IncidentsData incidentsData) {

    /** Copies what could change later. */
    public Guild {
        roles = List.copyOf(roles);
        emojis = List.copyOf(emojis);
        features = List.copyOf(features);
        stickers = List.copyOf(stickers);
    }
}
