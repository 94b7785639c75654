package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BusyGuildsTest {

    private final BusyGuilds guilds = new BusyGuilds();

    @Test
    void theBusiestAreFoundAmongMoreThanThereIsRoomFor() {
        Random random = new Random(7);
        for (int i = 0; i < 400_000; i++) {
            guilds.count(i % 4 == 0 ? 1 + random.nextInt(5) : 1_000 + random.nextInt(200_000));
        }

        assertThat(guilds.size()).isLessThanOrEqualTo(4_096);
        assertThat(guilds.top(5)).extracting(BusyGuilds.Busy::guild).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void ratesAreThoseOfTheLastMinute() {
        for (int second = 0; second < 600; second++) {
            guilds.count(1);
            guilds.count(1);
            guilds.pass(1);
        }
        assertThat(guilds.top(1).getFirst().perSecond()).isBetween(1.9, 2.1);

        for (int second = 0; second < 900; second++) {
            guilds.pass(1);
        }
        assertThat(guilds.top(1)).isEmpty();
        assertThat(guilds.isUsed()).isTrue();
    }
}
