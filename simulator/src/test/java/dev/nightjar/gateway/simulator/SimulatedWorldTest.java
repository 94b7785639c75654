package dev.nightjar.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields that Discord's documentation and type definitions call always present, in all that the simulated gateway sends. */
@Timeout(60)
class SimulatedWorldTest {

    private static final String GUILD = Long.toString(World.guildsOf(0, 1, 1).getFirst());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            READY | | v user guilds session_id resume_gateway_url shard application private_channels
            READY | user | id username discriminator global_name avatar verified email mfa_enabled flags
            READY | guilds | id unavailable
            READY | application | id flags flags_new
            GUILD_DELETE | | id unavailable
            GUILD_CREATE | | joined_at large unavailable member_count voice_states members channels threads presences \
            stage_instances guild_scheduled_events soundboard_sounds
            GUILD_CREATE | | id name icon splash discovery_splash owner_id afk_channel_id afk_timeout verification_level \
            default_message_notifications explicit_content_filter roles emojis features mfa_level application_id \
            system_channel_id system_channel_flags rules_channel_id vanity_url_code description banner premium_tier \
            preferred_locale public_updates_channel_id nsfw_level premium_progress_bar_enabled hub_type \
            safety_alerts_channel_id incidents_data stickers max_members max_video_channel_users
            GUILD_CREATE | roles | id name color colors hoist position permissions managed mentionable flags
            GUILD_CREATE | roles.colors | primary_color secondary_color tertiary_color
            GUILD_CREATE | channels | id type name position permission_overwrites nsfw parent_id flags
            GUILD_CREATE | members | user roles joined_at deaf mute flags
            GUILD_CREATE | members.user | id username discriminator global_name avatar
            MESSAGE_CREATE | | id channel_id author content timestamp edited_timestamp tts mention_everyone mentions \
            mention_roles attachments embeds pinned type
            MESSAGE_CREATE | author | id username discriminator global_name avatar
            MESSAGE_CREATE | member | roles joined_at deaf mute flags
            PRESENCE_UPDATE | | user guild_id status activities client_status
            PRESENCE_UPDATE | activities | id name type created_at
            TYPING_START | | channel_id user_id timestamp guild_id member
            TYPING_START | member | user roles joined_at deaf mute flags
            GUILD_MEMBER_UPDATE | | guild_id roles user avatar banner joined_at
            MESSAGE_REACTION_ADD | | user_id channel_id message_id guild_id emoji burst type
            MESSAGE_REACTION_ADD | emoji | id name
            VOICE_STATE_UPDATE | | channel_id user_id session_id deaf mute self_deaf self_mute self_video suppress \
            request_to_speak_timestamp guild_id member
            VOICE_SERVER_UPDATE | | token guild_id endpoint
            GUILD_MEMBERS_CHUNK | | guild_id members chunk_index chunk_count presences
            GUILD_MEMBERS_CHUNK | members | user roles joined_at deaf mute flags
            GUILD_MEMBERS_CHUNK | presences | user guild_id status activities client_status
            RATE_LIMITED | | opcode retry_after meta
            SOUNDBOARD_SOUNDS | | soundboard_sounds guild_id
            SOUNDBOARD_SOUNDS | soundboard_sounds | name sound_id volume emoji_id emoji_name available
            CHANNEL_INFO | | guild_id channels
            CHANNEL_INFO | channels | id
            """)
    void everyObjectHasTheFieldsThatAreAlwaysPresent(String event, @Nullable String path, String fields) {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify();
            gateway.awaitSession().burst(200);
            plain.send("{\"op\":4,\"d\":{\"guild_id\":\"" + GUILD
                    + "\",\"channel_id\":\"2\",\"self_mute\":true,\"self_deaf\":false}}");
            plain.send(allMembers());
            plain.send(allMembers());
            plain.send("{\"op\":31,\"d\":{\"guild_ids\":[\"" + GUILD + "\"]}}");
            plain.send("{\"op\":43,\"d\":{\"guild_id\":\"" + GUILD + "\",\"fields\":[\"status\"]}}");

            List<Map<String, @Nullable Object>> objects =
                    at(PlainClient.data(plain.next(event)), path == null ? "" : path);

            assertThat(objects)
                    .isNotEmpty()
                    .allSatisfy(object -> assertThat(object).containsKeys(fields.split(" +")));
        }
    }

    private static String allMembers() {
        return "{\"op\":8,\"d\":{\"guild_id\":\"" + GUILD + "\",\"query\":\"\",\"limit\":0,\"presences\":true}}";
    }

    /** The objects at the end of a path of names with points between; lists on the way give all that is in them. */
    private static List<Map<String, @Nullable Object>> at(Map<String, @Nullable Object> object, String path) {
        if (path.isEmpty()) {
            return List.of(object);
        }
        int point = path.indexOf('.');
        String name = point < 0 ? path : path.substring(0, point);
        String rest = point < 0 ? "" : path.substring(point + 1);
        Object value = object.get(name);
        Stream<?> values = value instanceof List<?> list ? list.stream() : Stream.of(Received.objectOf(value));
        return values.flatMap(inner -> at(Received.objectOf(inner), rest).stream())
                .toList();
    }

    @Test
    void voiceChannelsHaveABitrateAndTextChannelsATopic() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify();

            List<Map<String, @Nullable Object>> channels = at(PlainClient.data(plain.next("GUILD_CREATE")), "channels");

            assertThat(channels).anyMatch(channel -> Integer.valueOf(2).equals(channel.get("type")));
            assertThat(channels).allSatisfy(channel -> {
                boolean voice = Integer.valueOf(2).equals(channel.get("type"));
                assertThat(channel)
                        .containsKeys(
                                voice ? new String[] {"bitrate", "user_limit", "rtc_region"} : new String[] {"topic"});
            });
        }
    }

    @Test
    void theBotIsAMemberOfItsGuildsAndCountedAmongThem() {
        String bot = Long.toString(World.BOT_ID);
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify();
            Map<String, @Nullable Object> guild = PlainClient.data(plain.next("GUILD_CREATE"));
            plain.send(allMembers());
            List<Object> chunks = Stream.generate(() -> plain.next("GUILD_MEMBERS_CHUNK"))
                    .limit(3)
                    .flatMap(chunk -> at(PlainClient.data(chunk), "members.user").stream())
                    .map(user -> (Object) String.valueOf(user.get("id")))
                    .toList();
            plain.send("{\"op\":8,\"d\":{\"guild_id\":\"" + GUILD + "\",\"user_ids\":[\"" + bot + "\"]}}");
            Map<String, @Nullable Object> found = PlainClient.data(plain.next("GUILD_MEMBERS_CHUNK"));

            assertThat(at(guild, "members.user"))
                    .extracting(user -> user.get("id"))
                    .contains(bot);
            assertThat(guild).containsEntry("member_count", World.MEMBERS);
            assertThat(chunks).hasSize(World.MEMBERS).contains(bot).doesNotHaveDuplicates();
            assertThat(at(found, "members.user"))
                    .extracting(user -> user.get("id"))
                    .containsExactly(bot);
            assertThat(found).doesNotContainKey("not_found");
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void withoutTheIntentForPresencesAGuildShowsTheBotOnly() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.send("{\"op\":2,\"d\":{\"token\":\"t\",\"intents\":3,\"properties\":{}}}");

            Map<String, @Nullable Object> guild = PlainClient.data(plain.next("GUILD_CREATE"));

            assertThat(at(guild, "members.user"))
                    .extracting(user -> user.get("id"))
                    .containsExactly(Long.toString(World.BOT_ID));
        }
    }
}
