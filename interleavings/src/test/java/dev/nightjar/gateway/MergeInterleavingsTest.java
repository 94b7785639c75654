package dev.nightjar.gateway;

import static dev.nightjar.gateway.Parcels.batch;
import static dev.nightjar.gateway.Parcels.event;
import static dev.nightjar.gateway.Parcels.note;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MergeInterleavingsTest {

    // Outside of the search, as its HttpClient has threads.
    private final GatewayConfig config = GatewayConfig.builder("token")
            .intents()
            .gatewayUrl(URI.create("ws://localhost"))
            .compression(Compression.NONE)
            .eventBuffer(1)
            .build();

    @Test
    void theMergeNeverSleepsWhileAMailboxHasSomething() throws Throwable {
        Interleavings.explore(() -> {
            Merge merge = new Merge(true);
            ShardGroup group = new ShardGroup(ShardRange.all(2), id -> config, merge, false, false);
            group.goLive();
            merge.add(group.sources());
            Mailbox one = group.shards().get(0).mailbox();
            Mailbox other = group.shards().get(1).mailbox();
            List<String> taken = new ArrayList<>();
            Thread first = Threads.start("reader of one", () -> {
                one.deliver(batch(event(1), event(2)));
                one.end(null);
            });
            Thread second = Threads.start("reader of the other", () -> {
                other.notice(note(1));
                other.deliver(batch(event(1)));
                other.end(null);
            });

            while (merge.await(any -> true)) {
                Merge.Item item = Objects.requireNonNull(merge.give());
                taken.add(item.shard().id().number() + ":" + Parcels.name(item.parcel()));
            }
            Threads.join(first, second);

            assertThat(taken)
                    .containsExactlyInAnyOrder("0:1", "0:2", "1:n1", "1:1")
                    .containsSubsequence("0:1", "0:2")
                    .containsSubsequence("1:n1", "1:1");
        });
    }

    @Test
    void aBellThatRingsWhileTheConsumerIsAtTheMailboxIsHeard() throws Throwable {
        Interleavings.explore(() -> {
            Merge merge = new Merge(true);
            ShardGroup group = new ShardGroup(ShardRange.all(1), id -> config, merge, false, false);
            group.goLive();
            merge.add(group.sources());
            Mailbox mailbox = group.shards().getFirst().mailbox();
            Thread reader = Threads.start("reader", () -> {
                for (long sequence = 1; sequence <= 3; sequence++) {
                    mailbox.deliver(batch(event(sequence)));
                }
            });

            List<String> taken = new ArrayList<>();
            while (taken.size() < 3 && merge.await(any -> true)) {
                taken.add(Parcels.name(Objects.requireNonNull(merge.give()).parcel()));
            }
            reader.join();

            assertThat(taken).isEqualTo(Parcels.upTo(3));
        });
    }

    @Test
    void shardsThatCouldNotBeStartedAreNotWaitedFor() throws Throwable {
        Interleavings.explore(() -> {
            Merge merge = new Merge(true);
            ShardGroup group = new ShardGroup(ShardRange.all(2), id -> config, merge, false, false);
            group.goLive();
            merge.add(group.sources());
            Thread opener = Threads.start("opener", () -> merge.withdraw(group.sources()));

            assertThat(merge.await(any -> true)).isFalse();

            opener.join();
            assertThat(merge.isOver()).isTrue();
        });
    }
}
