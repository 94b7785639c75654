package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.command.RequestChannelInfo;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestSoundboardSounds;
import dev.nightjar.gateway.command.UpdateVoiceState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands' rules, and their payloads. */
class CommandTest {

    private static final long GUILD = 41_771_983_423_143_937L;
    private static final long BEYOND_63_BITS = -1;

    @Test
    void allMembersAreAskedForWithAnEmptyQueryAndNoLimit() {
        assertThat(PayloadWriter.commands(RequestGuildMembers.all(GUILD)))
                .containsExactly(json(
                        "{'op':8,'d':{'guild_id':'41771983423143937','query':'','limit':0," + "'presences':false}}"));
    }

    @Test
    void membersAreAskedForByTheBeginningOfTheirName() {
        assertThat(PayloadWriter.commands(RequestGuildMembers.byName(GUILD, "ада", 100)
                        .withPresences()
                        .withNonce("n-1")))
                .containsExactly(json("{'op':8,'d':{'guild_id':'41771983423143937','query':'ада','limit':100,"
                        + "'presences':true,'nonce':'n-1'}}"));
    }

    @Test
    void membersAreAskedForByTheirIds() {
        assertThat(PayloadWriter.commands(RequestGuildMembers.byIds(GUILD, List.of(5L, BEYOND_63_BITS))))
                .containsExactly(json("{'op':8,'d':{'guild_id':'41771983423143937',"
                        + "'user_ids':['5','18446744073709551615'],'presences':false}}"));
    }

    @Test
    void aHundredIdsAndTheLongestNonceFitIntoOnePayload() {
        var request = RequestGuildMembers.byIds(BEYOND_63_BITS, ids(100, Long.MIN_VALUE))
                .withPresences()
                .withNonce("☃".repeat(10) + "12");

        assertThat(PayloadWriter.commands(request)).hasSize(1);
    }

    @Test
    void aBrokenRuleOfAMemberRequestHasItsOwnError() {
        refused(
                () -> RequestGuildMembers.byIds(GUILD, ids(101, 1)),
                "There may be at most 100 user ids in one request, but there are 101: split them");
        refused(
                () -> RequestGuildMembers.all(GUILD).withNonce("é".repeat(16) + "!"),
                "A nonce must have from 1 to 32 bytes of UTF-8, but \"éééééééééééééééé!\" has 33: "
                        + "Discord would leave it out of the answer");
        refused(
                () -> RequestGuildMembers.all(GUILD).withNonce(""),
                "A nonce must have from 1 to 32 bytes of UTF-8, but \"\" has 0: "
                        + "Discord would leave it out of the answer");
        refused(
                () -> RequestGuildMembers.byName(GUILD, "a", 101),
                "limit must be from 1 to 100 with the query \"a\", but is 101");
        refused(
                () -> RequestGuildMembers.byName(GUILD, "a", 0),
                "limit must be from 1 to 100 with the query \"a\", but is 0: only an empty query may ask for all");
        refused(() -> RequestGuildMembers.byName(GUILD, "a", -1), "limit must not be negative, but is -1");
        refused(
                () -> new RequestGuildMembers(GUILD, null, 7, List.of(1L), false, null),
                "limit is for a query, so with user ids it must be 0, but is 7");
        refused(
                () -> new RequestGuildMembers(GUILD, "a", 1, List.of(1L, 2L), false, null),
                "Give either a query or user ids, but there are \"a\" and 2 ids");
        refused(
                () -> RequestGuildMembers.byIds(GUILD, List.of()),
                "Give either a query or user ids, but both are missing");
        refused(() -> RequestGuildMembers.all(0), "guild_id must not be 0, which stands for an absent id");
        refused(
                () -> RequestGuildMembers.byIds(GUILD, List.of(1L, 0L)),
                "A user id must not be 0, which stands for an absent id");
    }

    @Test
    void aNonceOf32BytesPassesAndSoDoesAnEmptyQueryWithALimit() {
        assertThat(RequestGuildMembers.all(GUILD).withNonce("é".repeat(16)).nonce())
                .hasSize(16);
        assertThat(RequestGuildMembers.byName(GUILD, "", 500).limit()).isEqualTo(500);
    }

    @Test
    void aQueryThatIsTooLongIsRefusedWithItsSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadWriter.commands(RequestGuildMembers.byName(GUILD, "x".repeat(4_096), 1)))
                .withMessageContaining("must be at most 4096 bytes of UTF-8, but has 41");
    }

    @Test
    void joiningAVoiceChannelNamesAllFourFields() {
        assertThat(PayloadWriter.commands(new UpdateVoiceState(GUILD, BEYOND_63_BITS, true, true)))
                .containsExactly(json("{'op':4,'d':{'guild_id':'41771983423143937',"
                        + "'channel_id':'18446744073709551615','self_mute':true,'self_deaf':true}}"));
        assertThat(UpdateVoiceState.join(1, 2)).isEqualTo(new UpdateVoiceState(1, 2, false, false));
    }

    @Test
    void leavingVoiceSendsTheChannelAsNull() {
        assertThat(PayloadWriter.commands(UpdateVoiceState.leave(GUILD)))
                .containsExactly(json("{'op':4,'d':{'guild_id':'41771983423143937','channel_id':null,"
                        + "'self_mute':false,'self_deaf':false}}"));
    }

    @Test
    void voiceNeedsAGuildAndJoiningAChannel() {
        refused(() -> UpdateVoiceState.leave(0), "guild_id must not be 0, which stands for an absent id");
        refused(() -> UpdateVoiceState.join(1, 0), "channel_id must not be 0, which stands for an absent id");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 176, 177, 400, 5_000})
    void soundsOfAnyNumberOfGuildsAreSplitIntoPayloadsOfAtMost4096Bytes(int guilds) {
        List<Long> ids = ids(guilds, Long.MIN_VALUE);

        List<String> payloads = PayloadWriter.commands(RequestSoundboardSounds.of(ids));

        List<Object> asked = new ArrayList<>();
        for (String payload : payloads) {
            assertThat(payload.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4_096);
            assertThat(payload(payload).op()).isEqualTo(31);
            asked.addAll((List<?>) payload(payload).map().get("guild_ids"));
        }
        assertThat(payloads).hasSize((guilds + 175) / 176);
        assertThat(asked).isEqualTo(ids.stream().map(Long::toUnsignedString).toList());
    }

    @Test
    void soundsNeedAGuild() {
        refused(() -> RequestSoundboardSounds.of(List.of()), "guild_ids must name at least one guild, but is empty");
        refused(
                () -> RequestSoundboardSounds.of(List.of(1L, 0L)),
                "A guild id must not be 0, which stands for an absent id");
    }

    @Test
    void channelInfoNamesItsFieldsAlsoThoseThatAreNewerThanThisLibrary() {
        assertThat(PayloadWriter.commands(RequestChannelInfo.of(
                        GUILD, RequestChannelInfo.STATUS, RequestChannelInfo.VOICE_START_TIME, "newer")))
                .containsExactly(json("{'op':43,'d':{'guild_id':'41771983423143937',"
                        + "'fields':['status','voice_start_time','newer']}}"));
    }

    @Test
    void channelInfoNeedsAGuildAndFields() {
        refused(() -> RequestChannelInfo.of(0, "status"), "guild_id must not be 0, which stands for an absent id");
        refused(() -> RequestChannelInfo.of(1), "fields must name at least one field, but is empty");
        refused(
                () -> RequestChannelInfo.of(1, "status", " "),
                "A field must not be blank, but is \" \" in [status,  ]");
    }

    private static void refused(ThrowingCallable making, String message) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessage(message);
    }

    private static List<Long> ids(int count, long from) {
        return LongStream.range(from, from + count).boxed().toList();
    }

    private static String json(String text) {
        return payload(text).string();
    }
}
