package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.cluster.ReportForm.Told;
import dev.nightjar.gateway.Backlog;
import dev.nightjar.gateway.CommandBudget;
import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.IdentifyBudget;
import dev.nightjar.gateway.Latency;
import dev.nightjar.gateway.LatencyHistogram;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardSnapshot;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.EventType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members tell each other of their shards. */
@Timeout(60)
class OverviewTest {

    private static final int TOTAL = 200;
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final LocalEngine engine = LocalEngine.open();
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger(); // how often a shard was asked what it does
    private final Set<String> members = ConcurrentHashMap.newKeySet();
    private final Overview one = overview("one", told(0, 1));

    @AfterEach
    void close() {
        one.close();
        engine.close();
    }

    private Overview overview(String name, List<Told> own) {
        members.add(name);
        Map<ShardId, Supplier<Told>> shards = new HashMap<>();
        own.forEach(told -> shards.put(told.snapshot().id(), () -> {
            asked.incrementAndGet();
            return told;
        }));
        return new Overview(name, engine.courier(), () -> shards, () -> members, () -> TOTAL, KEPT, now::get);
    }

    private static List<Told> told(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> told(number, ShardState.ACTIVE))
                .toList();
    }

    private static <E extends Enum<E>> Map<E, Long> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        Function.identity(),
                        each -> Long.MAX_VALUE - each.name().length()));
    }

    /** A report that is as large as one can be. */
    private static Told told(int number, ShardState state) {
        Duration time = Duration.ofNanos(123_456_789);
        ShardSnapshot snapshot = new ShardSnapshot(
                new ShardId(number, TOTAL),
                state,
                3,
                new Latency(
                        7,
                        6,
                        Optional.of(time),
                        List.of(time, time.plusNanos(1)),
                        Optional.of(time),
                        Optional.of(time)),
                new Backlog(4, 5_000_000_000L, 6),
                new CommandBudget(110, 109, time),
                8,
                Optional.of(new IdentifyBudget(new SessionStartLimit(1_000, 999, time, 16), 2)));
        GatewayStats stats = new GatewayStats(
                time,
                all(EventType.class),
                1,
                2,
                3,
                all(ConnectFailed.Reason.class),
                4,
                all(Disconnected.Cause.class),
                5,
                6,
                all(Disconnected.Cause.class),
                7,
                8,
                new LatencyHistogram(Collections.nCopies(LatencyHistogram.BOUNDS.size() + 1, 9L), time),
                10,
                time,
                11,
                12,
                13,
                14);
        return new Told(snapshot, stats);
    }

    private void answer(String member, Courier.Handler handler) throws Exception {
        members.add(member);
        engine.courier().answer(ReportPages.subject(member), handler);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(Duration.ofMillis(5));
        }
    }

    private ShardReport report(int number) {
        return one.reports().get(number);
    }

    private long owned(String member) {
        return one.reports().stream()
                .filter(report -> report.member().equals(Optional.of(member)))
                .count();
    }

    @Test
    void allThatIsKnownOfAShardGoesFromOneMemberToAnother() {
        Told told = told(7, ShardState.RESUMING);

        String text = ReportForm.write(told);

        assertThat(ReportForm.read(ReportForm.object(text))).isEqualTo(told);
        assertThat(text.length()).isLessThan(ReportForm.MAX_LENGTH);
    }

    @Test
    void whatANewerVersionCountsIsLeftOut() {
        String text = ReportForm.write(told(7, ShardState.ACTIVE));

        Told read = ReportForm.read(ReportForm.object(text.replace("MESSAGE_CREATE\"", "MESSAGE_FROM_THE_FUTURE\"")));

        assertThat(read.stats().dispatches())
                .hasSize(EventType.values().length - 1)
                .doesNotContainKey(EventType.MESSAGE_CREATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"shard\":[1]}",
                "{\"shard\":[3,2],\"backlog\":[0,0,0],\"commands\":[0,0,0,0]}",
                "{\"shard\":[-1,2],\"backlog\":[0,0,0],\"commands\":[0,0,0,0]}",
                "{\"shard\":[0,2],\"backlog\":[0,0,0],\"commands\":[0,0,0,0],\"state\":\"ASLEEP\"}",
                "{\"shard\":\"all\""
            })
    void whatIsNoReportIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReportForm.read(ReportForm.object(text)));
    }

    @Test
    void theShardsOfAnotherMemberComeInAsManyAnswersAsTheyNeed() throws Exception {
        try (Overview two = overview("two", told(1, TOTAL))) {
            answer("two", two::answer);

            await(() -> owned("two") == TOTAL - 1);

            assertThat(one.reports())
                    .extracting(report -> report.snapshot().id().number())
                    .isEqualTo(IntStream.range(0, TOTAL).boxed().toList());
            assertThat(report(0).member()).contains("one");
            assertThat(report(199).stats())
                    .isEqualTo(told(199, ShardState.ACTIVE).stats());
            assertThat(two.answer("{}").length()).isLessThan(64 * 1_024);
        }
    }

    @Test
    void theShardsOfAMemberThatGivesNoAnswerAnyMoreAreNobodys() throws Exception {
        try (Overview two = overview("two", told(1, 3))) {
            answer("two", two::answer);
            await(() -> owned("two") == 2);

            members.remove("two");

            assertThat(report(1).member()).isEmpty();
            assertThat(report(1).snapshot().state()).isEqualTo(ShardState.DISCONNECTED);
            assertThat(report(1).stats()).isEqualTo(told(1, ShardState.ACTIVE).stats());
            assertThat(report(5).stats()).isEqualTo(GatewayStats.NONE);
        }
    }

    @Test
    void anAnswerIsGoodForTheLeaseTime() throws Exception {
        try (Overview two = overview("two", told(1, 3))) {
            answer("two", two::answer);
            await(() -> owned("two") == 2);
            one.close(); // it asks no more

            now.addAndGet(KEPT.toNanos() - 1);
            assertThat(owned("two")).isEqualTo(2);
            now.addAndGet(1);
            assertThat(owned("two")).isZero();
        }
    }

    @Test
    void aShardThatHasMovedIsThatOfWhoeverRunsIt() throws Exception {
        try (Overview old = overview("old", List.of(told(1, ShardState.CLOSED)));
                Overview next = overview("zoe", List.of(told(1, ShardState.ACTIVE)))) {
            answer("old", old::answer);
            answer("zoe", next::answer);

            await(() -> owned("zoe") == 1);

            assertThat(owned("old")).isZero();
        }
    }

    @Test
    void aShardThatRunsHereIsThisMembersWhateverAnotherOneHasToldOfIt() throws Exception {
        try (Overview two = overview("two", told(0, 2))) {
            answer("two", two::answer);

            await(() -> owned("two") > 0);

            assertThat(report(0).member()).contains("one");
            assertThat(report(1).member()).contains("two");
        }
    }

    @Test
    void answersThatAreNoneOrHaveNoEndAreNotBelieved() throws Exception {
        String endless = "{\"shards\":[" + ReportForm.write(told(1, ShardState.ACTIVE)) + "],\"more\":true}";
        Set<String> heard = ConcurrentHashMap.newKeySet();
        answer("endless", request -> {
            heard.add("endless");
            return endless;
        });
        answer("mute", request -> {
            heard.add("mute");
            return "{}";
        });
        try (Overview two = overview("two", told(2, 3))) {
            answer("two", two::answer);

            await(() -> owned("two") == 1 && heard.size() == 2);

            assertThat(owned("endless") + owned("mute")).isZero();
        }
    }

    @Test
    void aPageAsksOnlyTheShardsThatItTellsOf() {
        try (Overview two = overview("two", told(0, TOTAL))) {
            String answer = two.answer("{\"after\":[99,200]}");

            assertThat(ReportPages.read(answer).shards()).hasSize(asked.get()).hasSizeLessThan(100);
            assertThat(ReportPages.read(answer).more()).isTrue();
        }
    }

    @Test
    void aRequestThatIsNoneGetsAnAnswerWithoutShards() {
        assertThat(one.answer("hello")).isEqualTo("{}");
        assertThat(one.answer("{\"after\":[9,3]}")).isEqualTo("{}");
        assertThat(one.answer("{\"after\":[0,200]}")).isEqualTo("{\"shards\":[],\"more\":false}");
    }
}
