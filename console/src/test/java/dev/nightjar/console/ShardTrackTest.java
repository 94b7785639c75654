package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.console.Occurrence.Kind;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected.Cause;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The timeline that is made of the differences between readings. */
class ShardTrackTest {

    private static final long START = 1_000_000;

    private final AtomicLong ids = new AtomicLong();
    private final Readings shard = new Readings(3, 10);
    private final ShardTrack track = new ShardTrack(shard.read(), START, ids::incrementAndGet);

    @Test
    void whatWasCountedBeforeTheFirstLookIsNotNews() {
        shard.end(Cause.CONNECTION_LOST);
        ShardTrack later = new ShardTrack(shard.read(), START, ids::incrementAndGet);

        later.look(shard.read(), START + 250);

        assertThat(later.changes()).isEmpty();
        assertThat(later.ended()).isZero();
    }

    @Test
    void anEndThatAResumeFollowsBetweenTwoLooksIsNotMissed() {
        shard.end(Cause.CONNECTION_LOST);
        shard.resumed++;
        shard.replayed = 12;
        track.look(shard.read(), START + 250);

        assertThat(track.ended()).isOne();
        assertThat(track.changes()).extracting(Occurrence::kind).containsExactly(Kind.RESUMED, Kind.ENDED);
        assertThat(track.timeline().get(1).followed()).isEqualTo("resumed after 0.1 s, 12 replayed");
        assertThat(track.timeline().get(1).isTrouble()).isTrue();
    }

    @Test
    void theEndOfAConnectionLearnsWhatHasFollowedIt() {
        shard.end(Cause.CLOSED_BY_GATEWAY);
        shard.state = ShardState.DISCONNECTED;
        track.look(shard.read(), START + 250);
        long id = track.timeline().get(1).id();

        shard.state = ShardState.ACTIVE;
        shard.begun++;
        track.look(shard.read(), START + 6_250);

        assertThat(track.changes()).anySatisfy(entry -> {
            assertThat(entry.id()).isEqualTo(id);
            assertThat(entry.followed()).isEqualTo("new session after 6.0 s");
        });
    }

    @Test
    void whatTheProgramDoesAndWhatIsNormalIsNoTrouble() {
        shard.end(Cause.USER_RESTART);
        shard.end(Cause.RECONNECT_REQUESTED);
        track.look(shard.read(), START + 250);

        assertThat(track.changes())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.isTrouble()).isFalse());
    }

    @Test
    void aFailedShardIsTrouble() {
        shard.state = ShardState.FAILED;
        track.look(shard.read(), START + 250);

        assertThat(track.row()).contains("FAILED", "failed for good");
    }

    @Test
    void failedDialsOfOneLookAreOneEntry() {
        shard.dials.put(ConnectFailed.Reason.REFUSED, 3L);
        track.look(shard.read(), START + 250);

        assertThat(track.changes())
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).isEqualTo("dial refused, 3 times"));
    }

    @Test
    void stallsInARowAreOneEntry() {
        for (int i = 1; i <= 50; i++) {
            shard.stalls += 7;
            track.look(shard.read(), START + i * 250L);
        }

        assertThat(track.timeline())
                .filteredOn(entry -> entry.kind() == Kind.STALLED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.followed()).isEqualTo("for 12 s"));
    }

    @Test
    void aShardThatWasStartedAgainBeginsAtZero() {
        shard.end(Cause.CONNECTION_LOST);
        track.look(shard.read(), START + 250);

        shard.ended.clear();
        shard.uptime = Duration.ofSeconds(1);
        track.look(shard.read(), START + 500);

        assertThat(track.ended()).isZero();
        assertThat(track.changes()).extracting(Occurrence::kind).contains(Kind.SEEN);
    }

    @Test
    void aShardThatAnotherMemberTakesBeginsAtZeroThere() {
        shard.end(Cause.CONNECTION_LOST);
        track.look(shard.read(), START + 250);
        shard.member = "heir";
        shard.uptime = Duration.ofSeconds(1);
        shard.ended.clear();
        shard.begun = 0;
        shard.resumed = 1;
        track.look(shard.read(), START + 500);

        assertThat(track.changes())
                .extracting(Occurrence::text)
                .startsWith("now in heir")
                .hasSize(2);
        assertThat(track.ended()).isZero();
        assertThat(track.row()).contains("heir");
    }

    @Test
    void aShardThatNobodyHasIsNotToldOfAgain() {
        shard.member = "one";
        shard.end(Cause.CONNECTION_LOST);
        ShardTrack held = new ShardTrack(shard.read(), START, ids::incrementAndGet);
        shard.member = "";
        held.look(shard.read(), START + 250);

        assertThat(held.changes()).extracting(Occurrence::text).containsExactly("nobody has it");
        assertThat(held.ended()).isZero();
    }

    @Test
    void aTimelineIsBounded() {
        for (int i = 1; i <= 1_000; i++) {
            shard.end(Cause.CONNECTION_LOST);
            track.look(shard.read(), START + i * 250L);
        }

        assertThat(track.timeline()).hasSize(Timeline.ENTRIES);
        assertThat(track.timeline().getLast().at()).isEqualTo(START + 250_000);
    }

    @Test
    void aRecordingAddsTheCloseCode() {
        shard.end(Cause.CLOSED_BY_GATEWAY);
        track.look(shard.read(), START + 250);

        boolean isKnown = track.explainEnd(
                new FlightDetails.Ended(new ShardId(3, 10), START + 100, "CLOSED_BY_GATEWAY", 4000, 90_000));

        assertThat(isKnown).isTrue();
        assertThat(track.changes()).singleElement().satisfies(entry -> {
            assertThat(entry.code()).isEqualTo(4000);
            assertThat(entry.text()).isEqualTo("closed by the gateway");
            assertThat(entry.detail()).isEqualTo("after 90 s");
        });
        // Told once more it is known, and something that is long past is not meant.
        assertThat(track.explainEnd(
                        new FlightDetails.Ended(new ShardId(3, 10), START + 200, "CLOSED_BY_GATEWAY", 4000, -1)))
                .isTrue();
        assertThat(track.explainEnd(
                        new FlightDetails.Ended(new ShardId(3, 10), START + 60_000, "CLOSED_BY_GATEWAY", 4000, -1)))
                .isFalse();
    }

    @Test
    void aRowIsSentWhenSomethingInItHasChanged() {
        assertThat(track.changedRow()).isNotNull();
        assertThat(track.changedRow()).isNull();

        shard.backlog = 5;
        track.look(shard.read(), START + 250);

        assertThat(track.changedRow()).isNotNull();
    }
}
