package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void anHourIsKept() {
        History history = new History();
        for (int second = 1; second <= 7_200; second++) {
            history.add(second * 1_000L, 10, 1, second % 60 == 0 ? 1 : 0, second % 7, new double[] {1, 2});
        }

        assertThat(history.json()).hasSizeBetween(700, History.POINTS);
        assertThat(history.json().getLast()).startsWith(7_196.0, 10.0, 1.0, 2.0);
        assertThat(history.reconnects()).isBetween(59L, 61L);
    }

    @Test
    void aStepHasTheMostOfWhatWaited() {
        History history = new History();
        history.add(1_000, 0, 0, 0, 3, new double[0]);
        history.add(3_000, 0, 2, 0, 90, new double[0]);
        History.Point point = Objects.requireNonNull(history.add(6_000, 0, 3, 0, 0, new double[0]));

        assertThat(point.json()).containsExactly(6.0, 0.0, null, null, 0L, 90L);
    }

    @Test
    void quantilesAreThoseOfTheNearestRank() {
        double[] hundred = new double[100];
        for (int i = 0; i < 100; i++) {
            hundred[i] = 100 - i;
        }

        assertThat(History.quantile(hundred, 0.5)).isEqualTo(50);
        assertThat(History.quantile(hundred, 0.99)).isEqualTo(99);
        assertThat(History.quantile(new double[] {7}, 0.99)).isEqualTo(7);
        assertThat(History.quantile(new double[0], 0.5)).isNull();
    }
}
