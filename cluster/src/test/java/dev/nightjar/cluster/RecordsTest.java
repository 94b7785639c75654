package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.cluster.ShardRecord.Holder;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.ShardId;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored forms of shards, members and the plan. */
class RecordsTest {

    private static final String BOT = RecordForm.bot("token");
    private static final ShardId SHARD = new ShardId(3, 16);
    private static final Session SESSION = new Session("abc", 42, URI.create("wss://resume.example"), SHARD);
    private static final Holder HELD = new Holder.Held("one", "0123456789abcdef", false);
    private static final String TEXT = new ShardRecord(BOT, SHARD, HELD, SESSION).text();

    @Test
    void whatIsWrittenIsRead() throws Exception {
        for (Holder holder : new Holder[] {
            HELD, new Holder.Held("two", "ffffffffffffffff", true), new Holder.Free(null), new Holder.Free("heir")
        }) {
            for (Session session : new Session[] {SESSION, null}) {
                ShardRecord record = new ShardRecord(BOT, SHARD, holder, session);
                assertThat(ShardRecord.read(entry(ShardRecord.key(SHARD), record.text()), BOT, SHARD))
                        .isEqualTo(record);
            }
        }
        MemberRecord member = new MemberRecord(BOT, "one", "0123456789abcdef", 7);
        assertThat(MemberRecord.read(entry(MemberRecord.key("one"), member.text()), BOT))
                .isEqualTo(member);
        for (PlanRecord plan : new PlanRecord[] {
            new PlanRecord(BOT, 16, 0, 2, 0, Duration.ZERO), new PlanRecord(BOT, 16, 32, 3, 29, Duration.ofHours(1))
        }) {
            assertThat(PlanRecord.read(entry(PlanRecord.KEY, plan.text()), BOT)).isEqualTo(plan);
        }
    }

    @Test
    void theTokenIsInNoneOfThem() {
        assertThat(RecordForm.bot("a.secret-token")).hasSize(64).doesNotContain("secret");
        assertThat(TEXT).contains("\"sequence\":42").doesNotContain("token");
    }

    @Test
    void thePlanGoesFromOneTotalToTheNext() {
        PlanRecord plan = PlanRecord.first(BOT, 16);

        PlanRecord next = plan.toward(32, Resharding.DEFAULT);
        assertThat(next).isEqualTo(new PlanRecord(BOT, 16, 32, 1, 29, Duration.ofHours(1)));
        assertThat(next.switched()).isEqualTo(new PlanRecord(BOT, 32, 0, 2, 0, Duration.ZERO));
        assertThat(next.kept()).isEqualTo(new PlanRecord(BOT, 16, 0, 2, 0, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"enough\":29 -> \"enough\":0",
                "\"enough\":29 -> \"enough\":33",
                "\"enough\":29, -> ",
                "\"deadline\":3600000 -> \"deadline\":-1",
                "\"deadline\":3600000 -> \"deadline\":604800001",
                ",\"deadline\":3600000 -> ",
                "\"next\":32 -> \"next\":0",
                "\"next\":32 -> \"next\":16",
            })
    void aDamagedPlanIsRefused(String change) {
        String text = PlanRecord.first(BOT, 16).toward(32, Resharding.DEFAULT).text();
        String[] parts = change.split(" -> ", 2);
        String damaged = text.replace(parts[0], parts[1]);
        assertThat(damaged).isNotEqualTo(text);

        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> PlanRecord.read(entry("plan", damaged), BOT));
    }

    @Test
    void anotherBotsRecordIsRefusedAndSaysWhatHelps() {
        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> ShardRecord.read(entry("shard.16.3", TEXT), RecordForm.bot("other"), SHARD))
                .withMessageContaining("shard.16.3")
                .withMessageContaining("another bot's token")
                .withMessageContaining("prefix");
    }

    @Test
    void anotherVersionsRecordIsRefusedAndSaysWhatHelps() {
        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> ShardRecord.read(
                        entry("shard.16.3", TEXT.replace("\"version\":1", "\"version\":2")), BOT, SHARD))
                .withMessageContaining("another version")
                .withMessageContaining("is 2, not 1");
    }

    @Test
    void anotherShardsRecordIsRefused() {
        assertRefused(TEXT, new ShardId(4, 16));
        assertRefused(TEXT, new ShardId(3, 17));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sequence\":42 -> \"sequence\":-1",
                "\"sequence\":42 -> \"sequence\":42.5",
                "\"sequence\":42 -> \"sequence\":\"42\"",
                "\"sequence\":42, -> ",
                "wss://resume -> http://resume",
                "wss://resume.example -> not a url",
                "\"session_id\":\"abc\" -> \"session_id\":\"\"",
                "\"session_id\":\"abc\" -> \"session_id\":7",
                "\"member\":\"one\" -> \"member\":\"o n e\"",
                "\"member\":\"one\" -> \"member\":\"\"",
                "\"mark\":\"0123456789abcdef\" -> \"mark\":\"0\"",
                "\"mark\":\"0123456789abcdef\", -> ",
                "\"up\":false -> \"up\":\"false\"",
                "\"shard\":[3,16] -> \"shard\":[3]",
                "\"version\":1 -> \"version\":1,\"more\":1",
                "{ -> [",
                "} -> }}",
                "} -> ",
            })
    void aDamagedRecordIsRefused(String change) {
        String[] parts = change.split(" -> ", 2);
        String damaged = TEXT.replace(parts[0], parts[1]);
        assertThat(damaged).isNotEqualTo(TEXT);

        assertRefused(damaged, SHARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "17", "\"text\"", "[]", "{}", "{\"version\":1}", "{\"version\":\"1\"}", "\u0000"})
    void whatIsNoRecordIsRefused(String text) {
        assertRefused(text, SHARD);
        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> MemberRecord.read(entry(MemberRecord.key("one"), text), BOT));
        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> PlanRecord.read(entry(PlanRecord.KEY, text), BOT));
    }

    @Test
    void aRecordOfAMegabyteIsRefusedWithoutBeingRead() {
        assertRefused("{\"version\":1,\"a\":\"" + "x".repeat(1_000_000) + "\"}", SHARD);
    }

    @Test
    void aMembersRecordBelowAnotherNameIsRefused() {
        String text = new MemberRecord(BOT, "one", "0123456789abcdef", 7).text();

        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> MemberRecord.read(entry("member.two", text), BOT));
    }

    private static void assertRefused(String text, ShardId shard) {
        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> ShardRecord.read(entry(ShardRecord.key(shard), text), BOT, shard))
                .withMessageContaining(ShardRecord.key(shard));
    }

    private static Ledger.Entry entry(String key, String text) {
        return new Ledger.Entry(key, text, 1);
    }
}
