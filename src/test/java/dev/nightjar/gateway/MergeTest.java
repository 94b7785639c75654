package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.ShardFailed;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MergeTest {

    private static final GatewayConfig CONFIG = GatewayConfig.builder("token")
            .intents(Intent.GUILDS)
            .gatewayUrl(URI.create("ws://localhost"))
            .compression(Compression.NONE)
            .build();

    private final GatewayException failure = GatewayException.of(CloseCode.AUTHENTICATION_FAILED);

    /** Three shards that do not run: their mailboxes are the test's. */
    private List<Shard> shards(Merge merge) {
        ShardGroup group = new ShardGroup(ShardRange.all(3), id -> CONFIG, merge, false, true);
        merge.add(group.sources());
        return group.shards();
    }

    @Test
    void eachShardsEventsComeInTheirOrder() throws Exception {
        Merge merge = new Merge(true);
        List<Shard> shards = shards(merge);
        shards.get(2).mailbox().deliver(events(1, 3));
        shards.get(0).mailbox().deliver(events(7, 8));

        assertThat(take(merge, 5))
                .containsExactlyInAnyOrder("2:1", "2:2", "2:3", "0:7", "0:8")
                .containsSubsequence("2:1", "2:2", "2:3")
                .containsSubsequence("0:7", "0:8");
    }

    @Test
    void theShardsShareTheRoomForWhatWaits() throws Exception {
        Mailbox oneOfThree = shards(new Merge(true, 300_000)).getFirst().mailbox();
        Task<?> reader = Task.run(() -> oneOfThree.deliver(events(1, 4_000))).untilItWaits();
        assertThat(oneOfThree.backlog().bytes())
                .isBetween(100_000L, 100_000L + Samples.dispatch(4_000).size());
        reader.interrupt();

        Merge alone = new Merge(true, 300_000);
        ShardGroup group = new ShardGroup(ShardRange.all(1), id -> CONFIG, alone, false, true);
        alone.add(group.sources());
        Mailbox only = group.shards().getFirst().mailbox();
        only.deliver(events(1, 4_000));
        assertThat(only.backlog().events()).isEqualTo(4_000);
    }

    @Test
    void aShardMayHoldWhatItsConfigurationSaysHoweverManyThereAre() throws Exception {
        Merge merge = new Merge(true, 600_000);
        GatewayConfig config = CONFIG.toBuilder().eventBufferBytes(1 << 20).build();
        ShardGroup group = new ShardGroup(ShardRange.all(3), id -> config, merge, false, true);
        merge.add(group.sources());
        Mailbox mailbox = group.shards().getFirst().mailbox();

        mailbox.deliver(events(1, 4_000));

        assertThat(mailbox.backlog().events()).isEqualTo(4_000);
    }

    @Test
    void aBusyShardDoesNotStarveTheOthers() throws Exception {
        Merge merge = new Merge(true);
        List<Shard> shards = shards(merge);
        shards.get(0).mailbox().deliver(events(1, 500));
        shards.get(1).mailbox().deliver(events(1, 1));

        assertThat(take(merge, 66)).contains("1:1");
    }

    @Test
    void waitingEndsWhenAnyShardGetsAnEvent() throws Exception {
        Merge merge = new Merge(true);
        List<Shard> shards = shards(merge);
        Task<List<String>> user = Task.ask(() -> take(merge, 1)).untilItWaits();

        shards.get(1).mailbox().deliver(events(5, 5));

        assertThat(user.result()).containsExactly("1:5");
    }

    @Test
    void itEndsWhenAllHaveEnded() throws Exception {
        Merge merge = new Merge(true);
        List<Shard> shards = shards(merge);
        shards.get(0).mailbox().deliver(events(1, 1));
        shards.forEach(shard -> shard.mailbox().end(null));

        assertThat(take(merge, 1)).containsExactly("0:1");
        assertThat(merge.await(any -> true)).isFalse();
        assertThat(merge.await(any -> true)).isFalse();
    }

    @Test
    void aFailureIsAnEventWhereTheOthersGoOn() throws Exception {
        Merge merge = new Merge(true);
        List<Shard> shards = shards(merge);
        shards.get(0).mailbox().end(failure);
        shards.get(1).mailbox().deliver(events(1, 1));

        assertThat(take(merge, 2)).containsExactly("0:" + new ShardFailed(failure), "1:1");
    }

    @Test
    void aFailureIsNoEventForALoopThatDoesNotWantIt() throws Exception {
        Merge merge = new Merge(true);
        List<Shard> shards = shards(merge);
        shards.get(0).mailbox().end(failure);
        shards.get(1).mailbox().deliver(events(1, 1));
        shards.get(1).mailbox().end(null);
        shards.get(2).mailbox().end(null);

        assertThat(merge.await(Shard::isMessage)).isTrue();
        assertThat(Objects.requireNonNull(merge.give()).shard()).isEqualTo(shards.get(1));
        assertThat(merge.await(Shard::isMessage)).isFalse();
    }

    @Test
    void whatALoopHasTakenAndNotGivenOutIsHandledWhenItsHandlerHasEnded() throws Exception {
        Merge merge = new Merge(true);
        List<Shard> shards = shards(merge);
        Mailbox mailbox = shards.get(1).mailbox();
        Events<Long> sequences = new Events<>(new FleetFeed<>(
                merge,
                () -> shards,
                any -> true,
                item -> Shard.event(item.parcel()).payload().sequence()));
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("a", 1))));
        assertThat(sequences.iterator().hasNext()).isTrue();
        shards.forEach(shard -> shard.mailbox().end(null));

        sequences.handle(1, sequence -> null, sequence -> {
            assertThat(sequence).isEqualTo(1);
            assertThat(mailbox.ledger().handled()).isNull();
        });

        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 1));
    }

    @Test
    void aFailureIsThrownOnceAfterAllElseWhereTheOthersStop() throws Exception {
        Merge merge = new Merge(false);
        List<Shard> shards = shards(merge);
        shards.get(0).mailbox().end(failure);
        shards.get(1).mailbox().deliver(events(1, 1));
        shards.get(1).mailbox().end(null);
        shards.get(2).mailbox().end(GatewayException.of(CloseCode.INVALID_SHARD));

        assertThat(take(merge, 1)).containsExactly("1:1");
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> merge.await(any -> true))
                .isSameAs(failure);
        assertThat(merge.await(any -> true)).isFalse();
    }

    @Test
    void aFailureThatIsToldFromOutsideIsThrownAtTheEndUnlessOneCameBefore() throws Exception {
        Merge merge = new Merge(false);
        List<Shard> shards = shards(merge);

        merge.fail(failure);
        merge.fail(GatewayException.of(CloseCode.INVALID_SHARD));
        shards.forEach(shard -> shard.mailbox().end(null));

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> merge.await(any -> true))
                .isSameAs(failure);
        assertThat(merge.await(any -> true)).isFalse();
    }

    @Test
    void aMailboxThatEndsASecondTimeTellsItsFailureAndCountsOnce() throws Exception {
        Merge merge = new Merge(true);
        List<Shard> shards = shards(merge);
        Mailbox first = shards.getFirst().mailbox();
        first.end(null);
        shards.get(1).mailbox().deliver(events(1, 1));
        assertThat(take(merge, 1)).containsExactly("1:1");

        first.end(failure);

        assertThat(merge.await(any -> true)).isTrue();
        assertThat(merge.give()).isNotNull().extracting(Merge.Item::shard).isSameAs(shards.getFirst());
        assertThat(merge.isOver()).isFalse();
    }

    @Test
    void whatOneLoopHadFoundTheNextGivesOut() throws Exception {
        Merge merge = new Merge(true);
        shards(merge).getFirst().mailbox().deliver(events(1, 2));

        assertThat(merge.await(any -> true)).isTrue();
        assertThat(merge.await(any -> true)).isTrue();

        assertThat(take(merge, 2)).containsExactly("0:1", "0:2");
    }

    @Test
    void unwantedEventsAreSkippedAndCountAsDelivered() throws Exception {
        Merge merge = new Merge(true);
        Shard shard = shards(merge).getFirst();
        shard.mailbox().deliver(Samples.batch(Samples.ready(Samples.session("a", 1))));
        shard.mailbox().deliver(events(2, 5));

        assertThat(merge.await(parcel -> sequence(parcel).equals("4"))).isTrue();

        assertThat(shard.session()).hasValue(Samples.session("a", 4));
    }

    @Test
    void aSecondLoopIsRefusedWhileOneWaits() throws Exception {
        Merge merge = new Merge(true);
        shards(merge);
        Task<?> first = Task.ask(() -> merge.await(any -> true)).untilItWaits();

        assertThatIllegalStateException()
                .isThrownBy(() -> merge.await(any -> true))
                .withMessageContaining("one at a time");

        first.interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(first::result);
    }

    private static List<String> take(Merge merge, int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        while (taken.size() < count && merge.await(any -> true)) {
            Merge.Item item = Objects.requireNonNull(merge.give());
            taken.add(item.shard().id().number() + ":" + sequence(item.parcel()));
        }
        return taken;
    }

    private static String sequence(Parcel parcel) {
        return switch (parcel) {
            case Parcel.Received received -> String.valueOf(received.payload().sequence());
            case Parcel.Notice notice -> notice.event().toString();
        };
    }
}
