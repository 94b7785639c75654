package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.cluster.IdentifyRecord.Bucket;
import dev.nightjar.cluster.IdentifyRecord.Budget;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifyRecordTest {

    private static final String TOKEN = "MTIz.the.secret";
    private static final String BOT = RecordForm.bot(TOKEN);
    private static final SessionStartLimit LIMIT = new SessionStartLimit(1_000, 998, Duration.ofMillis(3_600_123), 16);

    @Test
    void aBucketIsReadAsItWasWritten() throws Exception {
        Bucket bucket = Bucket.of(BOT, 3, new ShardId(19, 32));

        assertThat(Bucket.read(entry("identify.3", bucket.text()), BOT, 3)).isEqualTo(bucket);
        assertThat(bucket.text())
                .isEqualTo("{\"version\":1,\"bot\":\"" + BOT + "\",\"bucket\":3,\"shard\":[19,32],\"mark\":\""
                        + bucket.mark() + "\"}");
    }

    @Test
    void aBudgetIsReadAsItWasWritten() throws Exception {
        Budget budget = Budget.of(BOT, LIMIT);

        assertThat(Budget.read(entry("identify.budget", budget.text()), BOT)).isEqualTo(budget);
        assertThat(budget.text())
                .isEqualTo("{\"version\":1,\"bot\":\"" + BOT
                        + "\",\"total\":1000,\"remaining\":998,\"reset_after\":3600123,\"max_concurrency\":16,\"period\":\""
                        + budget.period() + "\",\"mark\":\"" + budget.mark() + "\"}");
    }

    @Test
    void twoRecordsNeverLookAlike() {
        Budget budget = Budget.of(BOT, LIMIT);

        assertThat(budget.with(998, LIMIT.resetAfter()).text()).isNotEqualTo(budget.text());
        assertThat(budget.with(998, LIMIT.resetAfter()).period()).isEqualTo(budget.period());
        assertThat(Bucket.of(BOT, 0, ShardId.ONE).text())
                .isNotEqualTo(Bucket.of(BOT, 0, ShardId.ONE).text());
    }

    @Test
    void noRecordHasTheTokenOrAPartOfIt() {
        assertThat(Budget.of(BOT, LIMIT).text() + Bucket.of(BOT, 3, ShardId.ONE).text())
                .doesNotContain("MTIz")
                .doesNotContain("secret");
        assertThat(RecordForm.bot("another")).isNotEqualTo(BOT).matches("[0-9a-f]{64}");
    }

    @Test
    void aResetInAThousandYearsCanBeReadAgain() throws Exception {
        Budget budget = Budget.of(BOT, new SessionStartLimit(1, 1, Duration.ofSeconds(Long.MAX_VALUE), 1));

        assertThat(Budget.read(entry("identify.budget", budget.text()), BOT)
                        .limit()
                        .resetAfter())
                .isEqualTo(Duration.ofDays(365));
    }

    @Test
    void anotherBotsRecordIsRefused() {
        String text = Bucket.of(RecordForm.bot("another"), 3, ShardId.ONE).text();

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Bucket.read(entry("identify.3", text), BOT, 3))
                .withMessage(
                        "The record identify.3 is refused, because it belongs to another bot's token: give each bot a prefix"
                                + " of its own, or delete the key if this bot's token was changed");
    }

    @Test
    void anotherVersionsRecordIsRefused() {
        String text = Budget.of(BOT, LIMIT).text().replace("\"version\":1", "\"version\":2");

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Budget.read(entry("identify.budget", text), BOT))
                .withMessage(
                        "The record identify.budget is refused, because it was written by another version of this library"
                                + " (its form is 2, not 1): run one version only, and delete the key when no process of the other one"
                                + " runs any more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "garbage",
                "{",
                "[]",
                "null",
                "1",
                "\"text\"",
                "{}",
                "{\"version\":\"1\"}",
                "{\"version\":1.0}",
                "{\"version\":null}",
                "{\"version\":4294967297}",
                "[[[[[[[["
            })
    void whatIsNoRecordAtAllIsRefused(String text) {
        assertRefused(text, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"bucket\":3 | \"bucket\":4",
                "\"bucket\":3 | \"bucket\":-3",
                "\"bucket\":3 | \"bucket\":\"3\"",
                "\"bucket\":3 | \"bucket\":3.0",
                "\"bucket\":3, | ``",
                "[19,32] | [32,32]",
                "[19,32] | [-1,32]",
                "[19,32] | [19]",
                "[19,32] | [19,32,1]",
                "[19,32] | [19,\"32\"]",
                "[19,32] | 19",
                "\"mark\":\" | \"mark\":\"x",
                "\"mark\":\" | \"mark\":\"0",
                "\"mark\":\" | \"owner\":\"",
                "{ | {\"more\":1,",
                "{ | {\"version\":1,",
                "} | }}",
                "} | } {}",
                "} | ,\"more\":1}",
                "[19,32] | `[19, 32]`",
            })
    void aBucketThatIsNotWrittenSoIsRefused(String part, String other) {
        String good = Bucket.of(BOT, 3, new ShardId(19, 32)).text();
        String text = good.replace(part, other);

        assertThat(text).isNotEqualTo(good);
        assertRefused(text, Budget.of(BOT, LIMIT).text().replace("\"mark\":\"", "\"mark\":\"x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"total\":1000 | \"total\":-1",
                "\"total\":1000 | \"total\":99999999999",
                "\"total\":1000 | \"total\":\"1000\"",
                "\"remaining\":998 | \"remaining\":-1",
                "\"remaining\":998 | \"remaining\":998.5",
                "\"remaining\":998, | ``",
                "\"reset_after\":3600123 | \"reset_after\":-1",
                "\"reset_after\":3600123 | \"reset_after\":1e3",
                "\"reset_after\":3600123 | \"reset_after\":31536000001",
                "\"reset_after\":3600123 | \"reset_after\":99999999999999999999",
                "\"max_concurrency\":16 | \"max_concurrency\":-1",
                "\"max_concurrency\":16 | \"max_concurrency\":true",
                "\"period\":\" | \"period\":\"G",
                "\"period\":\" | \"period\":null,\"mark\":\"",
                "\"mark\":\" | \"mark\":\"-",
                "} | ,\"token\":\"x\"}",
                "} | }x",
            })
    void aBudgetThatIsNotWrittenSoIsRefused(String part, String other) {
        String good = Budget.of(BOT, LIMIT).text();
        String text = good.replace(part, other);

        assertThat(text).isNotEqualTo(good);
        assertRefused(Bucket.of(BOT, 4, ShardId.ONE).text(), text);
    }

    @Test
    void whatIsLongerThanAnyRecordIsNotEvenParsed() {
        String text = " ".repeat(8 * 1024) + Budget.of(BOT, LIMIT).text();

        assertRefused(text, text);
    }

    @Test
    void oneKindOfRecordIsNotReadAsTheOther() {
        assertRefused(
                Budget.of(BOT, LIMIT).text(), Bucket.of(BOT, 3, ShardId.ONE).text());
    }

    @Test
    void onlyTheKeysOfBucketsHaveABucket() {
        assertThat(IdentifyRecord.bucket("identify.0")).hasValue(0);
        assertThat(IdentifyRecord.bucket("identify.15")).hasValue(15);
        assertThat(IdentifyRecord.bucket("identify.budget")).isEmpty();
        assertThat(IdentifyRecord.bucket("identify.")).isEmpty();
        assertThat(IdentifyRecord.bucket("identify.01")).isEmpty();
        assertThat(IdentifyRecord.bucket("identify.99999999999")).isEmpty();
        assertThat(IdentifyRecord.bucket("s.16.1")).isEmpty();
    }

    private static void assertRefused(String bucket, String budget) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Bucket.read(entry("identify.3", bucket), BOT, 3))
                .withMessage(
                        "The record identify.3 is refused, because it is damaged, or something else: let nothing else write"
                                + " below this prefix, and delete the key");
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Budget.read(entry("identify.budget", budget), BOT))
                .withMessageStartingWith(
                        "The record identify.budget is refused, because it is damaged, or something else");
    }

    private static Ledger.Entry entry(String key, String text) {
        return new Ledger.Entry(key, text, 7);
    }
}
