package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.Assignment.Known;
import dev.nightjar.gateway.ShardId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    @Test
    void aMemberThatIsAloneTakesAll() {
        Assignment alone = decide("a", members("a"), shards(4));

        assertThat(alone.claims()).hasSize(4).doesNotHaveDuplicates();
        assertThat(alone.gifts()).isEmpty();
    }

    @Test
    void membersThatBeginTogetherTakeTheirSharesAndNotTheSame() {
        Assignment a = decide("a", members("a", "b", "c"), shards(9));
        Assignment b = decide("b", members("a", "b", "c"), shards(9));
        Assignment c = decide("c", members("a", "b", "c"), shards(9));

        List<ShardId> all = new ArrayList<>(a.claims());
        all.addAll(b.claims());
        all.addAll(c.claims());
        assertThat(all).containsExactlyInAnyOrderElementsOf(shards(9).keySet());
    }

    @Test
    void aMemberThatHasMoreThanItsShareGivesItToThoseThatHaveLeast() {
        Map<ShardId, Known> shards = shards(6);
        shards.replaceAll((shard, known) -> new Known.Of("a"));

        Assignment rich = decide("a", members("a", "b", "c"), shards);

        assertThat(rich.gifts().values()).containsExactlyInAnyOrder("b", "b", "c", "c");
    }

    @Test
    void whereNobodyHasTooManyOneGivesToWhoHasTooFew() {
        // Ten shards for four members: at least two each.
        Map<ShardId, Known> shards = held("a", 3, "b", 3, "c", 3, "d", 1);
        SortedSet<String> members = members("a", "b", "c", "d");

        assertThat(decide("a", members, shards).gifts().values()).containsExactly("d");
        assertThat(decide("b", members, shards).gifts()).isEmpty();
        assertThat(decide("c", members, shards).gifts()).isEmpty();
        assertThat(decide("d", members, shards).gifts()).isEmpty();
    }

    @Test
    void aFairShareStaysAsItIs() {
        Map<ShardId, Known> shards = held("a", 4, "b", 3, "c", 3);

        for (String member : members("a", "b", "c")) {
            Assignment fair = decide(member, members("a", "b", "c"), shards);
            assertThat(fair.claims()).isEmpty();
            assertThat(fair.gifts()).isEmpty();
        }
    }

    @Test
    void whatCannotBeMovedNowIsNotGiven() {
        Map<ShardId, Known> shards = shards(4);
        shards.replaceAll((shard, known) -> new Known.Of("a"));

        Assignment rich = Assignment.decide("a", members("a", "b"), shards, shard -> shard.number() == 1);

        assertThat(rich.gifts().keySet()).containsExactly(new ShardId(1, 4));
    }

    @Test
    void aShardWhoseRecordCannotBeReadIsNobodys() {
        Map<ShardId, Known> shards = shards(3);
        shards.put(new ShardId(1, 3), new Known.Unreadable());

        assertThat(decide("a", members("a"), shards).claims())
                .containsExactlyInAnyOrder(new ShardId(0, 3), new ShardId(2, 3));
    }

    @Test
    void whoLeavesGivesEachShardToWhoeverHasFewestThen() {
        Map<ShardId, Known> shards = held("a", 4, "b", 3, "c", 1);

        Map<ShardId, String> heirs = Assignment.legacy("a", members("b", "c"), shards);

        assertThat(heirs).hasSize(4);
        assertThat(heirs.values()).containsExactlyInAnyOrder("c", "c", "b", "c");
        assertThat(Assignment.legacy("a", members(), shards)).isEmpty();
    }

    @Test
    void whoeverComesAndGoesAllShardsAreHeldFairlyInAFewRoundsAndThenNoneMoves() {
        Random random = new Random(7);
        for (int game = 0; game < 200; game++) {
            int total = 1 + random.nextInt(40);
            Map<ShardId, Known> shards = shards(total);
            SortedSet<String> members = new TreeSet<>();
            for (int step = 0; step < 10; step++) {
                change(members, shards, random);
                for (int round = 0; round < 8; round++) {
                    play(members, shards);
                }
                assertFair(members, shards);
                Map<ShardId, Known> before = Map.copyOf(shards);
                play(members, shards);
                assertThat(shards).as("game %s, step %s", game, step).isEqualTo(before);
            }
        }
    }

    /** One member comes, or one dies, and all that it had is free. */
    private static void change(SortedSet<String> members, Map<ShardId, Known> shards, Random random) {
        if (members.size() < 2 || random.nextBoolean()) {
            members.add("m" + random.nextInt(8));
        } else {
            String dead = new ArrayList<>(members).get(random.nextInt(members.size()));
            members.remove(dead);
            shards.replaceAll((shard, known) -> known.equals(new Known.Of(dead)) ? new Known.Claimable() : known);
        }
    }

    /** All members decide on what they all see, and do it; of two that take the same shard the first has it. */
    private static void play(SortedSet<String> members, Map<ShardId, Known> shards) {
        Map<ShardId, Known> seen = Map.copyOf(shards);
        for (String member : members) {
            Assignment assignment = decide(member, members, seen);
            assignment.gifts().forEach((shard, heir) -> shards.replace(shard, new Known.Of(heir)));
            for (ShardId claim : assignment.claims()) {
                shards.replace(claim, new Known.Claimable(), new Known.Of(member));
            }
        }
    }

    private static void assertFair(SortedSet<String> members, Map<ShardId, Known> shards) {
        Map<Known, Integer> counts = new HashMap<>();
        members.forEach(member -> counts.put(new Known.Of(member), 0));
        shards.values().forEach(known -> counts.merge(known, 1, Integer::sum));
        int least = shards.size() / members.size();
        assertThat(counts.keySet()).hasSameSizeAs(members);
        assertThat(counts.values()).allMatch(count -> count == least || count == least + 1);
    }

    private static Assignment decide(String self, SortedSet<String> members, Map<ShardId, Known> shards) {
        return Assignment.decide(self, members, shards, shard -> true);
    }

    private static SortedSet<String> members(String... names) {
        return new TreeSet<>(List.of(names));
    }

    private static Map<ShardId, Known> shards(int total) {
        Map<ShardId, Known> shards = new LinkedHashMap<>();
        IntStream.range(0, total).forEach(number -> shards.put(new ShardId(number, total), new Known.Claimable()));
        return shards;
    }

    /** Names, each with how many shards it has. */
    private static Map<ShardId, Known> held(Object... namesAndCounts) {
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            for (int count = 0; count < (Integer) namesAndCounts[i + 1]; count++) {
                known.add(new Known.Of((String) namesAndCounts[i]));
            }
        }
        Map<ShardId, Known> shards = new LinkedHashMap<>();
        IntStream.range(0, known.size())
                .forEach(number -> shards.put(new ShardId(number, known.size()), known.get(number)));
        return shards;
    }
}
