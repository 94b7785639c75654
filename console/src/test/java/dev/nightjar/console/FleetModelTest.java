package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.EventType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages are told. */
class FleetModelTest {

    private static final long START = 1_000_000_000_000L;

    private final BusyGuilds guilds = new BusyGuilds();
    private final FleetModel model = new FleetModel("a bot", guilds);
    private final List<Readings> shards = new ArrayList<>();
    private long now = START;

    @Test
    void aPageThatConnectsIsToldAll() throws IOException {
        add(2);
        look();

        Map<String, Object> all = all();

        assertThat(all).containsEntry("title", "a bot").containsEntry("step", 5);
        assertThat(list(all, "all")).hasSize(2);
        assertThat(map(all, "figures")).containsEntry("shards", 2).containsEntry("median", 40.0);
        assertThat(map(all, "identify")).containsEntry("remaining", 990).containsEntry("identifying", 0);
    }

    @Test
    void aLookThatBringsNothingNewSaysNothingOfTheShards() throws IOException {
        add(2);
        look();
        look();

        assertThat(look()).doesNotContainKeys("rows", "entries", "gone");
    }

    @Test
    void onlyTheCellThatHasChangedIsSent() throws IOException {
        add(10);
        look();
        look();
        shards.get(7).end(Cause.CONNECTION_LOST);
        shards.get(7).state = ShardState.RESUMING;

        Map<String, Object> change = look();

        assertThat(list(change, "rows"))
                .singleElement()
                .asInstanceOf(LIST)
                .startsWith(7, 10)
                .contains("RESUMING");
        assertThat(list(change, "entries")).hasSize(2);
        assertThat(list(all(), "disconnects")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_000, 600_000, 7_200_000})
    void aClockThatIsPutBackStopsNeitherFiguresNorPlots(long back) throws IOException {
        add(1);
        for (int i = 0; i < 100; i++) {
            shards.getFirst().receive(EventType.MESSAGE_CREATE, 10);
            look();
        }
        now -= back;
        List<Map<String, Object>> told = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            shards.getFirst().receive(EventType.MESSAGE_CREATE, 10);
            told.add(look());
        }

        assertThat(told.stream().filter(json -> json.containsKey("figures"))).hasSizeGreaterThanOrEqualTo(29);
        assertThat(told.stream().filter(json -> json.containsKey("types"))).hasSizeGreaterThanOrEqualTo(14);
        assertThat(told.stream().filter(json -> json.containsKey("point"))).hasSizeGreaterThanOrEqualTo(5);
        assertThat(map(all(), "figures"))
                .hasEntrySatisfying("rate", rate -> assertThat((Double) rate).isCloseTo(40, within(1.0)));
        assertThat(list(all(), "history"))
                .allSatisfy(point -> assertThat(((Number) ((List<?>) point).getFirst()).doubleValue() * 1_000)
                        .isLessThanOrEqualTo(now));
    }

    @Test
    void ratesAreMeasuredAndTheBusiestTypesListed() throws IOException {
        add(1);
        look();
        for (int second = 0; second < 60; second++) {
            shards.getFirst().receive(EventType.MESSAGE_CREATE, 30);
            shards.getFirst().receive(EventType.TYPING_START, 10);
            now += 750;
            look();
        }

        Map<String, Object> all = all();

        assertThat(map(all, "figures")).containsEntry("rate", 40.0);
        assertThat(list(all, "types")).containsExactly(List.of("MESSAGE_CREATE", 30.0), List.of("TYPING_START", 10.0));
        assertThat(list(all, "history")).hasSizeBetween(11, 12);
    }

    @Test
    void whatAShardHadReceivedBeforeTheFirstLookIsNoRate() throws IOException {
        add(1);
        shards.getFirst().receive(EventType.MESSAGE_CREATE, 1_000_000);
        look();
        now += 750;
        look();

        assertThat(map(all(), "figures")).containsEntry("rate", 0.0);
    }

    @Test
    void aShardThatIsGoneIsTakenAway() throws IOException {
        add(2);
        look();
        shards.removeFirst();

        assertThat(list(look(), "gone")).containsExactly("0/2");
        assertThat(model.shard(new ShardId(0, 2))).isEmpty();
    }

    @Test
    void ofTwoMembersThatShowAShardTheOneThatHasItCounts() throws IOException {
        add(1);
        shards.getFirst().member = "old";
        shards.getFirst().state = ShardState.CLOSED;
        Readings heir = new Readings(0, 1);
        heir.member = "new";
        shards.add(heir);

        look();

        assertThat(list(all(), "all")).singleElement().asInstanceOf(LIST).contains("new", "ACTIVE");
    }

    @Test
    void thoseThatIdentifyAreListedWithTheLongestFirst() throws IOException {
        add(30);
        shards.get(20).state = ShardState.IDENTIFYING;
        look();
        shards.forEach(shard -> shard.state = ShardState.IDENTIFYING);
        look();

        Map<String, Object> identify = map(all(), "identify");

        assertThat(identify).containsEntry("identifying", 30);
        assertThat(list(identify, "shards"))
                .hasSize(12)
                .first()
                .asInstanceOf(LIST)
                .startsWith("20/30");
    }

    @Test
    void whereNobodyKnowsTheBudgetNoneIsShown() throws IOException {
        add(1);
        shards.getFirst().knowsBudget = false;
        look();

        assertThat(map(all(), "identify")).doesNotContainKeys("total", "remaining");
    }

    @Test
    void guildsAreShownWithTheirShard() throws IOException {
        add(4);
        guilds.count(9L << 22);
        look();
        now += 3_000;
        look();

        Map<String, Object> shown = map(all(), "guilds");

        assertThat(shown).containsEntry("counted", true);
        assertThat(list(shown, "busiest")).singleElement().asInstanceOf(LIST).startsWith("37748736", "1/4");
    }

    @Test
    void aDetailThatComesBeforeTheLookIsKeptForIt() throws IOException {
        add(1);
        look();
        FlightDetails.Detail detail = new FlightDetails.Ended(new ShardId(0, 1), now, "CONNECTION_LOST", 1006, 500);
        model.look(readings(), List.of(detail), now += 250);
        shards.getFirst().end(Cause.CONNECTION_LOST);

        look();

        assertThat(list(all(), "disconnects")).singleElement().asInstanceOf(MAP).containsEntry("code", 1006);
    }

    @Test
    void detailsOfAnotherFleetInTheProcessAreLeftOut() throws IOException {
        add(1);
        look();

        Map<String, Object> change = model.look(
                readings(), List.of(new FlightDetails.Waited(new ShardId(0, 99), now, "GRANTED", 5_000)), now += 250);

        assertThat(change).doesNotContainKey("entries");
    }

    @Test
    void aFailedLookIsShownUntilTheNextGoodOne() throws IOException {
        add(1);
        look();

        assertThat(model.failed(new IllegalStateException("no route to the member"), now))
                .hasEntrySatisfying("problem", text -> assertThat((String) text).contains("no route to the member"));
        assertThat(all().get("problem")).asString().contains("no route to the member");
        assertThat(look()).containsEntry("problem", "");
        assertThat(all()).containsEntry("problem", "");
    }

    @Test
    void anEmptyFleetIsShownAsSuch() throws IOException {
        look();

        assertThat(map(all(), "figures")).containsEntry("shards", 0).doesNotContainKey("median");
    }

    @Test
    void theDisconnectsAreBounded() throws IOException {
        add(1);
        look();
        for (int i = 0; i < 200; i++) {
            shards.getFirst().end(Cause.CONNECTION_LOST);
            look();
        }

        assertThat(list(all(), "disconnects")).hasSize(FleetModel.DISCONNECTS);
    }

    private void add(int total) {
        for (int number = 0; number < total; number++) {
            shards.add(new Readings(number, total));
        }
    }

    private Map<String, Object> look() throws IOException {
        return copy(model.look(readings(), List.of(), now += 250));
    }

    private List<ShardReading> readings() {
        return shards.stream().map(Readings::read).toList();
    }

    private Map<String, Object> all() throws IOException {
        return copy(model.all(now));
    }

    /** As the page reads it. */
    private static Map<String, Object> copy(Map<String, Object> json) throws IOException {
        return JSON.std.mapFrom(JSON.std.asString(json));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> json, String name) {
        assertThat(json).containsKey(name);
        return (List<Object>) Objects.requireNonNull(json.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> json, String name) {
        return (Map<String, Object>) Objects.requireNonNull(json.get(name));
    }
}
