package dev.nightjar.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long the writer rests. */
class PaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void workIsPaidForWithRest() {
        Pace pace = new Pace(0.5, 0);

        assertThat(pace.count(SECOND / 10, true)).isZero();
        assertThat(pace.count(SECOND / 10 * 3, true)).isZero();
        assertThat(pace.count(SECOND / 10 * 5, true)).isEqualTo(SECOND / 10);
    }

    @Test
    void aMinuteForOneBlockIsAWaitForTheDiskAndNotPaidForAsWork() {
        Pace pace = new Pace(0.02, 0);

        assertThat(pace.count(60 * SECOND, true)).isZero();
    }
}
