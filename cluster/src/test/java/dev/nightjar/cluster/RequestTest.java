package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.MemberDeadline;
import dev.nightjar.gateway.MemberRequestException.Reason;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What members write to each other. */
class RequestTest {

    private static final ShardId SHARD = new ShardId(3, 6);
    private static final long GUILD = 3L << 22;
    private static final String ID = "0123456789abcdef";

    private static final MemberDeadline DEADLINE = new MemberDeadline(Duration.ofDays(1), Duration.ofMillis(1));

    static Stream<Request> requests() {
        return Stream.of(
                new Request.Take(SHARD),
                new Request.Send(SHARD, List.of("{\"op\":1,\"d\":\"\\u0000 \u00e4\ud83d\ude00\"}", "")),
                members(RequestGuildMembers.all(GUILD)),
                members(RequestGuildMembers.byName(GUILD, "\"\u00e4\n", 100)
                        .withPresences()
                        .withNonce("n")),
                members(RequestGuildMembers.byIds(GUILD, List.of(1L, Long.MAX_VALUE, -1L))),
                new Request.Fetch(SHARD, ID, 49_999, Integer.MAX_VALUE));
    }

    private static Request members(RequestGuildMembers members) {
        return new Request.Members(SHARD, ID, members, DEADLINE, OnRateLimit.FAIL);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsReadAsItWasWritten(Request request) {
        assertThat(Request.read(request.text())).isEqualTo(request);
    }

    static Stream<Reply> replies() {
        byte[] chunk = "{\"op\":0}".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                new Reply.Done(),
                new Reply.NotHere(),
                new Reply.Wait(),
                new Reply.Refused("Not \"now\""),
                Reply.Piece.of(chunk, 0, 3),
                Reply.Piece.of(chunk, 3, chunk.length),
                new Reply.Failed(Reason.RATE_LIMITED, "later", Duration.ofSeconds(29), 2, 7));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aReplyIsReadAsItWasWritten(Reply reply) {
        assertThat(Reply.read(reply.text())).isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|must be JSON",
                "garbage|must be JSON",
                "{\"ask\":|must be JSON",
                "[]|must be a JSON object",
                "7|must be a JSON object",
                "{}|does not know what it is asked for",
                "{\"ask\":7,\"shard\":[3,6]}|does not know what it is asked for",
                "{\"ask\":\"dance\",\"shard\":[3,6]}|does not know what it is asked for",
                "{\"ask\":\"take\"}|must name a shard",
                "{\"ask\":\"take\",\"shard\":3}|must name a shard",
                "{\"ask\":\"take\",\"shard\":[3]}|must name a shard",
                "{\"ask\":\"take\",\"shard\":[3,\"6\"]}|must name a shard",
                "{\"ask\":\"take\",\"shard\":[6,6]}|6",
                "{\"ask\":\"take\",\"shard\":[-1,6]}|-1",
                "{\"ask\":\"take\",\"shard\":[3,6],\"more\":1}|as this version writes it",
                "{\"ask\":\"take\",\"shard\":[3,6]} {}|as this version writes it",
                "{\"ask\":\"send\",\"shard\":[3,6]}|must have a list of payloads",
                "{\"ask\":\"send\",\"shard\":[3,6],\"payloads\":[7]}|must have a list of payloads",
                "{\"ask\":\"send\",\"shard\":[3,6],\"payloads\":[]}|from 1 to 7 payloads, but has 0",
                "{\"ask\":\"fetch\",\"shard\":[3,6]}|must have a text as id",
                "{\"ask\":\"fetch\",\"shard\":[3,6],\"id\":\"x\",\"chunk\":0,\"from\":0}|must be a mark",
                "{\"ask\":\"fetch\",\"shard\":[3,6],\"id\":\"0123456789abcdef\",\"chunk\":-1,\"from\":0}|from 0",
                "{\"ask\":\"fetch\",\"shard\":[3,6],\"id\":\"0123456789abcdef\",\"chunk\":0,\"from\":1e3}|small number as from",
                "{\"ask\":\"members\",\"shard\":[3,6]}|must have a number as guild"
            })
    void aRequestThatIsNoneIsRefusedWithASentence(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Request.read(text))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "\"guild\":12582912, \"guild\":16777216, belongs to shard",
        "\"guild\":12582912, \"guild\":1.5, must have a number as guild",
        "\"limit\":0, \"limit\":-1, limit must not be negative",
        "\"users\":[], \"users\":7, must have a list of users",
        "\"users\":[], \"users\":[null], must have a number as users",
        "\"whole\":86400000, \"whole\":0, deadline",
        "\"whole\":86400000, \"whole\":9223372036854775807, deadline",
        "\"presences\":false, \"presences\":7, as this version writes it",
        "FAIL, SHRUG, SHRUG"
    })
    void aMemberRequestWithABrokenPartIsRefusedWithASentence(String part, String broken, String why) {
        String text = members(RequestGuildMembers.all(GUILD)).text();
        assertThat(text).contains(part);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Request.read(text.replace(part, broken)))
                .withMessageContaining(why);
    }

    @Test
    void tooManyPayloadsForOneRequestAreRefused() {
        List<String> eight = Collections.nCopies(8, "{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Request.Send(SHARD, eight))
                .withMessageContaining("from 1 to 7 payloads, but has 8");
    }

    @Test
    void theMostOfWhatMayGoInOneRequestOrReplyFits() {
        String quotes = "\"".repeat(4_096);
        Request longest = new Request.Send(SHARD, Collections.nCopies(7, quotes));
        Reply piece = Reply.Piece.of(new byte[48_000], 0, 48_000);
        Reply refused = new Reply.Refused("\u20ac".repeat(100_000));

        assertThat(Names.text("request", longest.text())).hasSizeLessThan(Names.MAX_TEXT);
        assertThat(Names.text("piece", piece.text())).hasSizeLessThan(Names.MAX_TEXT);
        assertThat(Names.text("refusal", refused.text())).hasSizeLessThan(4_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "done",
                "[]",
                "{}",
                "{\"reply\":\"maybe\"}",
                "{\"reply\":\"done\",\"more\":1}",
                "{\"reply\":\"done\"} ",
                "{\"reply\":\"refused\"}",
                "{\"reply\":\"piece\",\"last\":1,\"bytes\":\"\"}",
                "{\"reply\":\"failed\",\"reason\":\"BORED\",\"why\":\"\",\"retry_after\":0,\"chunks\":0,\"of\":0}",
                "{\"reply\":\"failed\",\"reason\":\"TIMED_OUT\",\"why\":\"\",\"retry_after\":0,\"chunks\":0}"
            })
    void aReplyThatIsNoneIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.read(text));
    }

    @Test
    void aPieceThatIsNoBase64IsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reply.Piece("*", true).bytes());
    }
}
