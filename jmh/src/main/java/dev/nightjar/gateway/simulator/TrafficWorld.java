package dev.nightjar.gateway.simulator;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The guilds, channels and people in the benchmarks' events, as JSON: with the ids of {@link World}, and names of their own, which never
 * change. Pure.
 */
final class TrafficWorld {

    private static final String BOT_NAME = "nightjar";
    private static final String[] NAMES = {
        "ada", "björn", "céline", "дарья", "emre", "fatima", "гоша", "hiroshi", "inês", "jürgen", "karim", "łukasz"
    };

    private TrafficWorld() {}

    private static String memberName(int number) {
        return number == World.PEOPLE ? BOT_NAME : NAMES[number % NAMES.length] + number;
    }

    /** The bot as it sees itself. */
    static String bot() {
        String user = user(World.PEOPLE);
        return user.substring(0, user.length() - 1)
                + ",\"verified\":true,\"email\":null,\"mfa_enabled\":true,\"flags\":0}";
    }

    /** The application that the bot belongs to, with these flags and in so many guilds. */
    static String application(long flags, int guilds) {
        return """
                {"id":"%d","name":"%s","icon":null,"description":"","bot_public":false,"bot_require_code_grant":false,\
                "bot":%s,"owner":%s,"summary":"","verify_key":"%064x","team":null,"flags":%d,"flags_new":"%d",\
                "redirect_uris":[],"interactions_endpoint_url":null,"role_connections_verification_url":null,\
                "event_webhooks_url":null,"tags":[],"approximate_guild_count":%d}""".formatted(World.BOT_ID, BOT_NAME, user(World.PEOPLE), user(0), World.BOT_ID, flags, flags, guilds);
    }

    static String user(int number) {
        return user(World.memberId(number), memberName(number), number == World.PEOPLE);
    }

    private static String user(long id, String name, boolean bot) {
        return """
                {"id":"%d","username":"%s","discriminator":"0","global_name":"%s","avatar":"%016x%016x",\
                "avatar_decoration_data":null,"collectibles":null,"primary_guild":null,"public_flags":64,"bot":%b}""".formatted(id, name, name, id * 31, id * 17, bot);
    }

    /** A guild member without its user, as messages have it. */
    static String partialMember(long guild, int number) {
        return """
                {"roles":["%d"],"nick":null,"avatar":null,"banner":null,"joined_at":"2025-03-%02dT12:00:00.123000+00:00",\
                "premium_since":null,"pending":false,"deaf":false,"mute":false,"flags":0,\
                "communication_disabled_until":null}""".formatted(guild + 100, 1 + number % 28);
    }

    static String member(long guild, int number) {
        String partial = partialMember(guild, number);
        return "{\"user\":" + user(number) + "," + partial.substring(1);
    }

    /** A guild as GUILD_CREATE has it, with the bot and so many people. */
    static String guild(long id, int channels, int people) {
        return """
                {"id":"%1$d","name":"Гильдия %2$d","icon":null,"icon_hash":null,"splash":null,"discovery_splash":null,\
                "owner_id":"%3$d","afk_channel_id":null,"afk_timeout":300,"verification_level":1,\
                "default_message_notifications":1,"explicit_content_filter":2,"roles":[%4$s],"emojis":[],\
                "features":["COMMUNITY","NEWS"],"mfa_level":0,"application_id":null,"system_channel_id":"%5$d",\
                "system_channel_flags":0,"rules_channel_id":null,"max_members":500000,"vanity_url_code":null,\
                "description":null,"banner":null,"premium_tier":0,"premium_subscription_count":0,\
                "preferred_locale":"en-US","public_updates_channel_id":null,"nsfw_level":0,"stickers":[],\
                "premium_progress_bar_enabled":false,"safety_alerts_channel_id":null,"hub_type":null,\
                "incidents_data":null,"max_presences":null,"max_video_channel_users":25,\
                "max_stage_video_channel_users":50,"region":"deprecated","widget_enabled":false,\
                "widget_channel_id":null,\
                "joined_at":"2025-03-01T12:00:00.000000+00:00","large":true,"unavailable":false,"member_count":%6$d,\
                "voice_states":[],"members":[%7$s],"channels":[%8$s],"threads":[],"presences":[],"stage_instances":[],\
                "guild_scheduled_events":[],"soundboard_sounds":[]}""".formatted(
                id,
                id % 1000,
                World.memberId(0),
                role(id, "@everyone") + "," + role(id + 100, "moderators ☃"),
                World.channelId(id, 0),
                World.MEMBERS,
                IntStream.concat(IntStream.of(World.PEOPLE), IntStream.range(0, people))
                        .mapToObj(n -> member(id, n))
                        .collect(Collectors.joining(",")),
                IntStream.range(0, channels).mapToObj(n -> channel(id, n)).collect(Collectors.joining(",")));
    }

    private static String role(long id, String name) {
        return """
                {"id":"%d","name":"%s","color":0,"colors":{"primary_color":0,"secondary_color":null,\
                "tertiary_color":null},"hoist":false,"icon":null,"unicode_emoji":null,"position":0,\
                "permissions":"2248473465835073","managed":false,"mentionable":false,"flags":0}""".formatted(id, name);
    }

    private static String channel(long guild, int number) {
        return """
                {"id":"%d","type":%d,"position":%d,"permission_overwrites":[],"name":"channel-%d",\
                "nsfw":false,"last_message_id":null,"rate_limit_per_user":0,"parent_id":null,"flags":0,%s}""".formatted(
                        World.channelId(guild, number),
                        number == World.VOICE_CHANNEL ? 2 : 0,
                        number,
                        number,
                        number == World.VOICE_CHANNEL
                                ? "\"bitrate\":64000,\"user_limit\":0,\"rtc_region\":null,\"video_quality_mode\":1"
                                : "\"topic\":null,\"last_pin_timestamp\":null,\"default_auto_archive_duration\":1440");
    }
}
