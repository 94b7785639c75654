package dev.nightjar.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InletTest {

    private final Inlet inlet = new Inlet(3, 10_000);

    @Test
    void whatDoesNotFitIsDroppedAndTheNextThatFitsHasAGapBeforeIt() throws Exception {
        for (long i = 0; i < 5; i++) {
            assertThat(inlet.add(entry(i), i)).isEqualTo(i < 3);
        }
        Inlet.Batch first = inlet.take(0);
        List<Entry> taken = List.copyOf(first.entries());
        first.entries().clear();
        assertThat(inlet.add(entry(5), 5))
                .as("what is being written still counts")
                .isFalse();
        inlet.written(3, taken.stream().mapToLong(Entry::bytes).sum());
        assertThat(inlet.add(entry(6), 6)).isTrue();

        List<Entry> second = new ArrayList<>(inlet.take(0).entries());

        assertThat(taken).hasSize(3).allMatch(Entry.OfPayload.class::isInstance);
        assertThat(second).hasSize(2);
        assertThat(second.getFirst()).isEqualTo(new Entry.Gap(3, 5, 3, entry(3).bytes() * 3));
        assertThat(inlet.dropped()).isEqualTo(3);
    }

    @Test
    void anEntryThatIsLargerThanAllRoomIsDropped() {
        assertThat(new Inlet(3, 10).add(entry(1), 1)).isFalse();
    }

    @Test
    void theLastBatchHasTheGapAtTheEndAndNothingIsTakenAfterIt() throws Exception {
        for (long i = 0; i < 4; i++) {
            inlet.add(entry(i), i);
        }
        inlet.close();
        inlet.add(entry(4), 4);

        Inlet.Batch batch = inlet.take(-1);

        assertThat(batch.isLast()).isTrue();
        assertThat(batch.entries()).hasSize(4);
        assertThat(batch.entries().getLast()).isInstanceOf(Entry.Gap.class);
    }

    private static Entry.OfPayload entry(long sequence) {
        return new Entry.OfPayload(sequence, Payloads.SHARD, null, Payloads.message(sequence, "x"));
    }
}
