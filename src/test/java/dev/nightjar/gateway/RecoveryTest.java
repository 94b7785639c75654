package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Recovery.Plan;
import dev.nightjar.gateway.Recovery.Reached;
import dev.nightjar.gateway.Recovery.Streak;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Disconnected.Next;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {

    private static final Reached OPEN = Reached.OPEN;
    private static final Reached IDENTIFYING = Reached.IDENTIFYING;
    private static final Reached RESUMING = Reached.RESUMING;
    private static final Reached ESTABLISHED = Reached.ESTABLISHED;
    private static final Reached LASTED = Reached.LASTED;

    private static final Ending LOST = Ending.lost("connection reset");
    private static final Ending INVALID_FOR_NOW =
            Ending.resumable(Cause.INVALID_SESSION_RESUMABLE, "op 9 true", Payload.EMPTY);
    private static final Ending RECONNECT = Ending.resumable(Cause.RECONNECT_REQUESTED, "op 7", Payload.EMPTY);
    private static final Ending INVALID = Ending.invalid(Payload.EMPTY);

    private final Recovery recovery = new Recovery(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(textBlock = """
            1000, RESUME
            1001, RESUME
            1002, RESUME
            1003, RESUME
            1005, RESUME
            1006, RESUME
            1007, RESUME
            1009, RESUME
            1011, RESUME
            1012, RESUME
            1015, RESUME
            3000, RESUME
            4000, RESUME
            4001, RESUME
            4002, RESUME
            4003, IDENTIFY
            4004, STOP
            4005, RESUME
            4006, IDENTIFY
            4007, IDENTIFY
            4008, RESUME
            4009, IDENTIFY
            4010, STOP
            4011, STOP
            4012, STOP
            4013, STOP
            4014, STOP
            4015, RESUME
            4999, RESUME
            """)
    void theCloseCodeSaysWhatFollowsAndWhetherTheSessionLives(int code, Next expected) {
        var ending = Ending.closed(code, "said the gateway");

        Plan plan = recovery.after(ending, LASTED, Streak.NONE, true, 0.5);

        assertThat(plan.next()).isEqualTo(expected);
        if (expected == Next.RESUME) {
            assertThat(plan.sessionLost()).isEmpty();
        } else {
            assertThat(plan.sessionLost()).hasValue("the gateway closed with " + code + " said the gateway");
        }
        assertThat(Recovery.keepsSession(ending)).isEqualTo(expected == Next.RESUME);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"CLOSED_BY_GATEWAY", "INVALID_SESSION", "USER_NEW_SESSION", "USER_CLOSE", "USER_SUSPEND"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyOtherEndIsFollowedByAResume(Cause cause) {
        var ending = Ending.resumable(cause, "something", Payload.EMPTY);

        Plan plan = recovery.after(ending, LASTED, Streak.NONE, true, 0.5);

        assertThat(plan).isEqualTo(new Plan(Next.RESUME, Duration.ZERO, Streak.NONE, Optional.empty()));
        assertThat(Recovery.keepsSession(ending)).isTrue();
    }

    @Test
    void whereThereIsNoSessionAnIdentifyFollowsAndNoneIsLost() {
        Plan plan = recovery.after(LOST, IDENTIFYING, Streak.NONE, false, 0.5);

        assertThat(plan.next()).isEqualTo(Next.IDENTIFY);
        assertThat(plan.sessionLost()).isEmpty();
    }

    @Test
    void anInvalidatedSessionIsLostAndANewOneFollows() {
        Plan plan = recovery.after(INVALID, ESTABLISHED, Streak.NONE, true, 0.5);

        assertThat(plan.next()).isEqualTo(Next.IDENTIFY);
        assertThat(plan.sessionLost()).hasValue("the gateway invalidated the session");
        assertThat(Recovery.keepsSession(INVALID)).isFalse();
    }

    @ParameterizedTest(name = "{0} -> lost: {1}")
    @CsvSource({"1000, true", "1001, true", "3000, false", "4000, false", "4999, false"})
    void theUsersCloseStopsAndItsCodeSaysWhetherTheSessionLives(int code, boolean lost) {
        var ending = Ending.close(new CloseFrame(code, "bye"));

        Plan plan = recovery.after(ending, ESTABLISHED, Streak.NONE, true, 0.5);

        assertThat(plan.next()).isEqualTo(Next.STOP);
        assertThat(plan.delay()).isZero();
        assertThat(plan.sessionLost().isPresent()).isEqualTo(lost);
    }

    @Test
    void whoStopsWithoutASessionLosesNone() {
        Plan byGateway = recovery.after(Ending.closed(4004, "no"), IDENTIFYING, Streak.NONE, false, 0.5);
        Plan byUser = recovery.after(Ending.close(CloseFrame.NORMAL), IDENTIFYING, Streak.NONE, false, 0.5);

        assertThat(byGateway).isEqualTo(new Plan(Next.STOP, Duration.ZERO, new Streak(1, 0, 0), Optional.empty()));
        assertThat(byUser).isEqualTo(byGateway);
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, false",
        "IDENTIFYING, false",
        "RESUMING, false",
        "REPLAYING, false",
        "ESTABLISHED, true",
        "LASTED, true"
    })
    void aConnectionIsEstablishedFromReadyOrResumedOn(Reached reached, boolean established) {
        assertThat(reached.isEstablished()).isEqualTo(established);
    }

    @Test
    void threeResumesInARowWithoutResumedDropTheSession() {
        List<String> trace = new ArrayList<>();
        Streak streak = Streak.NONE;
        for (int i = 0; i < 3; i++) {
            Plan plan = recovery.after(LOST, RESUMING, streak, true, 0.5);
            trace.add(plan.next() + plan.sessionLost().map(why -> ": " + why).orElse(""));
            streak = plan.streak();
        }

        assertThat(trace).containsExactly("RESUME", "RESUME", "IDENTIFY: 3 resumes in a row have failed");
        assertThat(streak).isEqualTo(new Streak(3, 0, 0));
    }

    @Test
    void aGatewayThatAsksToComeAgainBeforeResumedDoesNotCostTheSession() {
        Streak streak = Streak.NONE;
        for (int i = 0; i < 10; i++) {
            Plan plan = recovery.after(RECONNECT, RESUMING, streak, true, 0.5);
            assertThat(plan.next()).isEqualTo(Next.RESUME);
            streak = plan.streak();
        }

        assertThat(streak).isEqualTo(new Streak(10, 0, 0));
    }

    @Test
    void aReplayThatBreaksEachTimeFurtherOnDoesNotCostTheSession() {
        Streak before = new Streak(2, 2, 0);

        Plan plan = recovery.after(LOST, Reached.REPLAYING, before, true, 0.5);

        assertThat(plan.next()).isEqualTo(Next.RESUME);
        assertThat(plan.delay()).isPositive();
        assertThat(plan.streak()).isEqualTo(new Streak(3, 0, 0));
    }

    @Test
    void threeReplaysWithoutAnEndInARowCostTheSession() {
        Ending endless = Ending.resumable(Cause.ENDLESS_REPLAY, "no RESUMED", Payload.EMPTY);
        Plan first = recovery.after(endless, Reached.REPLAYING, Streak.NONE, true, 0.5);
        Plan second = recovery.after(endless, Reached.REPLAYING, first.streak(), true, 0.5);
        assertThat(first.next()).isEqualTo(Next.RESUME);
        assertThat(second.next()).isEqualTo(Next.RESUME);

        Plan third = recovery.after(endless, Reached.REPLAYING, second.streak(), true, 0.5);

        assertThat(third.next()).isEqualTo(Next.IDENTIFY);
        assertThat(third.sessionLost()).contains("3 resumes in a row have failed");
    }

    @Test
    void failedDialsBetweenFailedResumesNeitherCountAsSuchNorForgiveThem() {
        Streak streak = recovery.after(LOST, RESUMING, Streak.NONE, true, 0.5).streak();
        streak = recovery.afterDial(streak, true, Duration.ZERO, 0.5).streak();
        streak = recovery.after(LOST, RESUMING, streak, true, 0.5).streak();

        assertThat(streak).isEqualTo(new Streak(3, 2, 0));
    }

    @Test
    void aConnectionThatEndsBeforeItsResumeWasSentIsNoFailedResume() {
        Streak streak = new Streak(2, 2, 0);

        Plan plan = recovery.after(LOST, IDENTIFYING, streak, true, 0.5);

        assertThat(plan.next()).isEqualTo(Next.RESUME);
        assertThat(plan.streak()).isEqualTo(new Streak(3, 2, 0));
    }

    @Test
    void aResumeThatSucceedsForgivesThoseThatFailed() {
        Plan plan = recovery.after(LOST, ESTABLISHED, new Streak(7, 2, 0), true, 0.5);

        assertThat(plan.next()).isEqualTo(Next.RESUME);
        assertThat(plan.streak()).isEqualTo(new Streak(0, 0, 1));
    }

    @Test
    void aConnectionThatLastedForgivesAll() {
        Plan plan = recovery.after(LOST, LASTED, new Streak(7, 2, 9), true, 0.5);

        assertThat(plan.delay()).isZero();
        assertThat(plan.streak()).isEqualTo(Streak.NONE);
    }

    @Test
    void aRestartByTheUserIsNoFailure() {
        var restart = Ending.restart();

        Plan resuming = recovery.after(restart, RESUMING, new Streak(4, 2, 0), true, 0.5);
        Plan established = recovery.after(restart, ESTABLISHED, new Streak(0, 0, 3), true, 0.5);

        assertThat(resuming.next()).isEqualTo(Next.RESUME);
        assertThat(resuming.delay()).isZero();
        assertThat(resuming.streak()).isEqualTo(new Streak(4, 2, 0));
        assertThat(established.delay()).isZero();
        assertThat(established.streak()).isEqualTo(new Streak(0, 0, 3));
    }

    @ParameterizedTest(name = "failure {0} waits {1} to {2} ms")
    @CsvSource({
        "1, 500, 1000",
        "2, 1000, 2000",
        "3, 2000, 4000",
        "4, 4000, 8000",
        "5, 8000, 16000",
        "6, 16000, 32000",
        "7, 30000, 60000",
        "8, 30000, 60000",
        "1000000000, 30000, 60000"
    })
    void theBackoffDoublesWithJitterUpToItsCap(int failures, long least, long most) {
        assertThat(recovery.backoff(failures, recovery.maxBackoff(), 0)).isEqualTo(Duration.ofMillis(least));
        assertThat(recovery.backoff(failures, recovery.maxBackoff(), 1)).isEqualTo(Duration.ofMillis(most));
    }

    @Test
    void theFirstLossOfAnEstablishedConnectionIsFollowedAtOnce() {
        assertThat(recovery.after(LOST, ESTABLISHED, new Streak(9, 0, 0), true, 1)
                        .delay())
                .isZero();
    }

    @Test
    void theBackoffGrowsUntilReadyOrResumedAndNotOnlyUntilAnOpenSocket() {
        List<Long> seconds = new ArrayList<>();
        Streak streak = Streak.NONE;
        for (int i = 0; i < 4; i++) {
            Plan opened = recovery.after(LOST, OPEN, streak, false, 1);
            Plan refused = recovery.afterDial(opened.streak(), false, Duration.ZERO, 1);
            seconds.add(opened.delay().toSeconds());
            seconds.add(refused.delay().toSeconds());
            streak = refused.streak();
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @ParameterizedTest(name = "Retry-After {0} s -> {1} s")
    @CsvSource({"0, 1", "1, 1", "12, 12", "3600, 3600"})
    void aServerThatAsksForALongerWaitGetsIt(long retryAfter, long expected) {
        Plan plan = recovery.afterDial(Streak.NONE, true, Duration.ofSeconds(retryAfter), 1);

        assertThat(plan.delay()).isEqualTo(Duration.ofSeconds(expected));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailedDialKeepsTheSession(boolean hasSession) {
        Plan plan = recovery.afterDial(Streak.NONE, hasSession, Duration.ZERO, 0.5);

        assertThat(plan.next()).isEqualTo(hasSession ? Next.RESUME : Next.IDENTIFY);
        assertThat(plan.sessionLost()).isEmpty();
    }

    @Test
    void reconnectIsFollowedAtOnceTheFirstTimeAndWithBackoffWhenItComesAgainAndAgain() {
        List<Long> millis = new ArrayList<>();
        Streak streak = Streak.NONE;
        for (int i = 0; i < 4; i++) {
            Plan plan = recovery.after(RECONNECT, IDENTIFYING, streak, false, 1);
            millis.add(plan.delay().toMillis());
            streak = plan.streak();
        }

        assertThat(millis).containsExactly(0L, 2_000L, 4_000L, 8_000L);
    }

    @ParameterizedTest(name = "random {0} -> {1} ms")
    @CsvSource({"0, 1000", "0.25, 2000", "0.5, 3000", "1, 5000"})
    void anInvalidatedSessionWaitsOneToFiveSeconds(double random, long expected) {
        Plan plan = recovery.after(INVALID, ESTABLISHED, Streak.NONE, true, random);

        assertThat(plan.delay()).isEqualTo(Duration.ofMillis(expected));
    }

    @Test
    void sessionsThatAreInvalidatedAgainAndAgainWaitLonger() {
        Plan plan = recovery.after(INVALID, IDENTIFYING, new Streak(9, 0, 0), false, 1);

        assertThat(plan.delay()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void whoBreaksSoonAfterReadyAgainAndAgainIsNotFollowedAtOnceEachTime() {
        List<Long> seconds = new ArrayList<>();
        Streak streak = Streak.NONE;
        for (int i = 0; i < 10; i++) {
            Plan plan = recovery.after(i % 2 == 0 ? INVALID_FOR_NOW : LOST, ESTABLISHED, streak, true, 1);
            seconds.add(plan.delay().toSeconds());
            streak = plan.streak();
        }

        assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void sessionsThatNeverLastDoNotUseUpADaysIdentifies(double random) {
        Streak streak = Streak.NONE;
        int identifies = 0;
        for (Duration day = Duration.ZERO; day.toHours() < 24; identifies++) {
            Plan plan = recovery.after(Ending.closed(4009, "timed out"), ESTABLISHED, streak, true, random);
            streak = plan.streak();
            day = day.plus(plan.delay());
        }

        assertThat(identifies).isBetween(400, 980);
    }

    @Test
    void anOutageThatCostsNoIdentifyIsNotWaitedForLongerThanTheCap() {
        Plan plan = recovery.after(LOST, OPEN, new Streak(20, 0, 0), false, 1);

        assertThat(plan.next()).isEqualTo(Next.IDENTIFY);
        assertThat(plan.delay()).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest(name = "random {0} -> {1} ms")
    @CsvSource({"0, 5000", "0.5, 7500", "1, 10000"})
    void whoWasTooFastWaitsBeforeItResumes(double random, long expected) {
        Plan plan = recovery.after(Ending.closed(4008, "rate limited"), ESTABLISHED, Streak.NONE, true, random);

        assertThat(plan.next()).isEqualTo(Next.RESUME);
        assertThat(plan.delay()).isEqualTo(Duration.ofMillis(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 4000, 4003, 4007, 4009, 4999})
    void afterAnyOtherCodeTheFirstReturnIsAtOnce(int code) {
        Plan plan = recovery.after(Ending.closed(code, "bye"), ESTABLISHED, Streak.NONE, true, 1);

        assertThat(plan.delay()).isZero();
    }

    @Test
    void whoIsTooFastAgainAndAgainWaitsLonger() {
        Plan plan = recovery.after(Ending.closed(4008, "rate limited"), ESTABLISHED, new Streak(0, 0, 9), true, 1);

        assertThat(plan.delay()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {4000, 1001})
    void tenOrderlyEndsInARowAreFollowedAtOnceAndTheNextOnesWaitLongerAndLonger(int code) {
        Ending orderly = code == 1001 ? Ending.closed(1001, "going away") : RECONNECT;
        Streak streak = Streak.NONE;
        for (int i = 0; i < Recovery.FREE_ORDERLY; i++) {
            Plan plan = recovery.after(orderly, ESTABLISHED, streak, true, 1);
            assertThat(plan.delay()).isZero();
            streak = plan.streak();
        }

        Plan twelfth = recovery.after(orderly, ESTABLISHED, new Streak(0, 0, 0, 11), true, 1);
        Plan fifteenth = recovery.after(orderly, ESTABLISHED, new Streak(0, 0, 0, 14), true, 1);

        assertThat(twelfth.delay()).isPositive();
        assertThat(fifteenth.delay()).isGreaterThan(twelfth.delay());
        assertThat(recovery.after(orderly, LASTED, streak, true, 1).streak()).isEqualTo(Streak.NONE);
    }

    @Test
    void whateverHappensTheWaitIsNeitherNegativeNorLongerThanThriceTheCap() {
        long seed = 20_261_124;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Cause[] causes = Cause.values();
        Reached[] reaches = Reached.values();
        for (int i = 0; i < 10_000; i++) {
            var ending =
                    new Ending(causes[random.nextInt(causes.length)], random.nextInt(1000, 5000), "", Payload.EMPTY);
            var streak = new Streak(
                    random.nextInt(0, Integer.MAX_VALUE), random.nextInt(0, 3), random.nextInt(0, Integer.MAX_VALUE));
            var reached = reaches[random.nextInt(reaches.length)];

            Plan plan = recovery.after(ending, reached, streak, random.nextBoolean(), random.nextDouble());

            assertThat(plan.delay())
                    .as("seed %d, %s, %s, %s", seed, ending, streak, reached)
                    .isBetween(Duration.ZERO, Duration.ofMinutes(3));
        }
    }
}
