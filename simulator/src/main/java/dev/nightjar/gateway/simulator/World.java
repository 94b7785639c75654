package dev.nightjar.gateway.simulator;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The guilds, channels and people behind a simulated gateway, as JSON. Everything follows from the ids, so nothing is
 * stored. Pure.
 */
final class World {

    /** How many people are members of each guild; they have the numbers from 0 on. */
    static final int PEOPLE = 2499;

    /** How many members each guild has: the people, and the bot, whose number is the last. */
    static final int MEMBERS = PEOPLE + 1;

    /** How many people GUILD_CREATE shows to those who may see presences. */
    static final int PEOPLE_SHOWN = 4;

    static final int CHANNELS = 4;
    static final int VOICE_CHANNEL = CHANNELS - 1; // the number of the one for voice; the others are for text
    static final long BOT_ID = 240_000_000_000L << 22;

    // These are snowflakes of recent years. The shard of a guild is its id without the lowest 22 bits, modulo the
    // number of shards.
    private static final long FIRST_GUILD = 250_000_000_000L;
    private static final long FIRST_MEMBER = 260_000_000_000L;
    private static final String BOT_NAME = "nightjar";
    private static final List<String> GUILD_NAMES = List.of(
            "Night Owls",
            "Café Colibrí",
            "Клуб «Полночь»",
            "夜ふかし部",
            "Die Zugvögel",
            "Les Hirondelles",
            "Gece Kuşları",
            "Νυχτοπούλια",
            "올빼미 모임",
            "Board Games & Tea",
            "रात के पंछी",
            "夜猫子俱乐部");
    private static final List<String> CHANNEL_NAMES = List.of("general", "games", "музыка", "help", "料理", "off-topic");

    private World() {}

    /** The guilds of one shard, of so many in all. */
    static List<Long> guildsOf(int shard, int shards, int guilds) {
        return IntStream.range(0, guilds)
                .mapToObj(number -> (FIRST_GUILD + number) << 22)
                .filter(id -> (id >>> 22) % shards == shard)
                .toList();
    }

    /** A guild that is not among those of {@link #guildsOf}, but belongs to the shard. */
    static long strangerGuild(int shard, int shards, int number) {
        long later = FIRST_GUILD + 1_000_000_000L + (long) number * shards;
        return (later - later % shards + shard) << 22;
    }

    /** Whether a guild is one of {@link #strangerGuild}. */
    static boolean isStranger(long guild, int shard, int shards) {
        long number = guild >>> 22;
        return number % shards == shard && number > FIRST_GUILD + 1_000_000_000L - shards && number < FIRST_MEMBER;
    }

    static long channelId(long guild, int number) {
        return guild + 1 + number;
    }

    static long memberId(int number) {
        return number == PEOPLE ? BOT_ID : (FIRST_MEMBER + number) << 22;
    }

    /** The number of the member with this id, or -1. */
    static int memberNumber(String id) {
        try {
            long number = Long.parseLong(id) == BOT_ID ? PEOPLE : (Long.parseLong(id) >>> 22) - FIRST_MEMBER;
            return number >= 0 && number < MEMBERS ? (int) number : -1;
        } catch (NumberFormatException notAnId) {
            return -1;
        }
    }

    static String memberName(int number) {
        return number == PEOPLE ? BOT_NAME : Folk.username(number);
    }

    private static String displayName(int number) {
        return number == PEOPLE ? BOT_NAME : Folk.displayName(number);
    }

    private static String guildName(long id) {
        return named(GUILD_NAMES, Math.floorMod((id >>> 22) - FIRST_GUILD, 1000), " ");
    }

    private static String channelName(int number) {
        return number == VOICE_CHANNEL
                ? "Lounge"
                : named(CHANNEL_NAMES, number < VOICE_CHANNEL ? number : number - 1, "-");
    }

    /** One of these names; when all are taken they come again, with a number. */
    private static String named(List<String> names, int number, String before) {
        String name = names.get(number % names.size());
        return number < names.size() ? name : name + before + (number / names.size() + 1);
    }

    /** The bot as it sees itself. */
    static String bot() {
        String user = user(PEOPLE);
        return user.substring(0, user.length() - 1)
                + ",\"verified\":true,\"email\":null,\"mfa_enabled\":true,\"flags\":0}";
    }

    /** The application that the bot belongs to, with these flags and in so many guilds. */
    static String application(long flags, int guilds) {
        return """
                {"id":"%d","name":"%s","icon":null,"description":"","bot_public":false,"bot_require_code_grant":false,\
                "bot":%s,"owner":%s,"summary":"","verify_key":"%064x","team":null,"flags":%d,"flags_new":"%d",\
                "redirect_uris":[],"interactions_endpoint_url":null,"role_connections_verification_url":null,\
                "event_webhooks_url":null,"tags":[],"approximate_guild_count":%d}""".formatted(BOT_ID, BOT_NAME, user(PEOPLE), user(0), BOT_ID, flags, flags, guilds);
    }

    static String user(int number) {
        long id = memberId(number);
        return """
                {"id":"%d","username":"%s","discriminator":"0","global_name":"%s","avatar":"%016x%016x",\
                "avatar_decoration_data":null,"collectibles":null,"primary_guild":null,"public_flags":64,"bot":%b}""".formatted(id, memberName(number), displayName(number), id * 31, id * 17, number == PEOPLE);
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

    static String presence(long guild, int number) {
        return """
                {"user":{"id":"%d"},"guild_id":"%d","status":"idle","activities":[],"client_status":{"desktop":"idle"}}""".formatted(memberId(number), guild);
    }

    static String unavailableGuild(long id) {
        return "{\"id\":\"" + id + "\",\"unavailable\":true}";
    }

    /** A guild as GUILD_CREATE has it, with the bot and so many people. */
    static String guild(long id, int channels, int people) {
        return """
                {"id":"%1$d","name":"%2$s","icon":null,"icon_hash":null,"splash":null,"discovery_splash":null,\
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
                guildName(id),
                memberId(0),
                role(id, "@everyone") + "," + role(id + 100, "moderators 🌙"),
                channelId(id, 0),
                MEMBERS,
                IntStream.concat(IntStream.of(PEOPLE), IntStream.range(0, people))
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
                {"id":"%d","type":%d,"position":%d,"permission_overwrites":[],"name":"%s",\
                "nsfw":false,"last_message_id":null,"rate_limit_per_user":0,"parent_id":null,"flags":0,%s}""".formatted(
                        channelId(guild, number),
                        number == VOICE_CHANNEL ? 2 : 0,
                        number,
                        channelName(number),
                        number == VOICE_CHANNEL
                                ? "\"bitrate\":64000,\"user_limit\":0,\"rtc_region\":null,\"video_quality_mode\":1"
                                : "\"topic\":null,\"last_pin_timestamp\":null,\"default_auto_archive_duration\":1440");
    }
}
