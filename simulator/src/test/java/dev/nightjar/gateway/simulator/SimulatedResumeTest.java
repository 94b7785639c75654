package dev.nightjar.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SimulatedResumeTest {

    @ParameterizedTest
    @ValueSource(strings = {"none", "zlib-stream", "zstd-stream"})
    void aResumeReplaysExactlyWhatWasMissed(String compression) {
        try (var gateway = SimulatedGateway.start()) {
            SimulatedSession session = logInAndLose(gateway, compression);
            for (int event = 5; event <= 9; event++) {
                assertThat(session.dispatch("TYPING_START", "{\"n\":\"@sequence@\"}"))
                        .isEqualTo(event);
            }

            try (var plain = PlainClient.open(gateway.url(), compression)) {
                plain.next(Op.HELLO);
                plain.resume(session.id(), 6);

                assertThat(sequencesUntil(plain, "RESUMED")).containsExactly(7, 8, 9, 10);
                assertThat(session.dispatch("TYPING_START", "{}")).isEqualTo(11);
                assertThat(plain.next()).containsEntry("s", 11);
                assertThat(session.resumes()).isEqualTo(1);
                assertThat(gateway.violations()).isEmpty();
            }
        }
    }

    /** A session with READY and three guilds, 1 to 4, whose connection broke. */
    private static SimulatedSession logInAndLose(SimulatedGateway gateway, String compression) {
        try (var plain = PlainClient.open(gateway.url(), compression)) {
            plain.identify();
            SimulatedSession session = gateway.awaitSession();
            plain.next("READY");
            session.faults().reset();
            session.awaitLoss();
            return session;
        }
    }

    private static List<Object> sequencesUntil(PlainClient plain, String type) {
        var sequences = new ArrayList<Object>();
        Map<String, Object> payload = Map.of();
        while (!type.equals(payload.get("t"))) {
            payload = plain.next();
            sequences.add(payload.getOrDefault("s", -1));
        }
        return sequences;
    }

    @Test
    void aSequenceAheadOfTheSessionEndsTheConnection() {
        try (var gateway = SimulatedGateway.start()) {
            SimulatedSession session = logInAndLose(gateway, "none");

            try (var plain = PlainClient.open(gateway.url())) {
                plain.resume(session.id(), 5);

                assertThat(plain.ending()).startsWith("4007");
            }
        }
    }

    @Test
    void anUnknownSessionIsInvalid() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.resume("unknown", 5);
            assertThat(plain.next(Op.INVALID_SESSION)).containsEntry("d", false);

            plain.send("{\"op\":3,\"d\":null}");

            assertThat(plain.ending()).startsWith("4003");
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void aForgottenSessionIsInvalid() {
        try (var gateway = SimulatedGateway.start()) {
            SimulatedSession session = logInAndLose(gateway, "none");
            session.forget();

            try (var plain = PlainClient.open(gateway.url())) {
                plain.resume(session.id(), 4);

                assertThat(plain.next(Op.INVALID_SESSION)).containsEntry("d", false);
            }
        }
    }

    @Test
    void aSessionThatMissedTooMuchIsInvalid() {
        try (var gateway = SimulatedGateway.builder().replayLimit(10).start()) {
            SimulatedSession session = logInAndLose(gateway, "none");
            for (int event = 0; event < 11; event++) {
                session.dispatch("TYPING_START", "{}");
            }

            try (var plain = PlainClient.open(gateway.url())) {
                plain.resume(session.id(), 4);

                assertThat(plain.next(Op.INVALID_SESSION)).containsEntry("d", false);
                assertThat(session.isAlive()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void aGoodbyeEndsTheSession(int code) {
        try (var gateway = SimulatedGateway.start()) {
            try (var plain = PlainClient.open(gateway.url())) {
                plain.identify();
                plain.next("READY");
                plain.closeWith(code, "");
                plain.ending();
            }

            SimulatedSession session = gateway.awaitSession();
            session.awaitLoss();
            assertThat(session.isAlive()).isFalse();
        }
    }

    @Test
    void anyOtherCloseLeavesTheSession() {
        try (var gateway = SimulatedGateway.start()) {
            try (var plain = PlainClient.open(gateway.url())) {
                plain.identify();
                plain.next("READY");
                plain.closeWith(4000, "");
                plain.ending();
            }

            SimulatedSession session = gateway.awaitSession();
            session.awaitLoss();
            assertThat(session.isAlive()).isTrue();
        }
    }

    @Test
    void aLostSessionLivesOnlySoLong() {
        try (var gateway = SimulatedGateway.builder()
                .sessionLifetime(Duration.ofMillis(30))
                .start()) {
            SimulatedSession session = logInAndLose(gateway, "none");

            session.awaitEnd();

            assertThat(session.isAlive()).isFalse();
        }
    }

    @Test
    void aResumeTakesTheSessionFromAHalfOpenConnection() {
        try (var gateway = SimulatedGateway.start();
                var old = PlainClient.open(gateway.url());
                var plain = PlainClient.open(gateway.url())) {
            old.identify();
            SimulatedSession session = gateway.awaitSession();
            old.next("READY");
            session.faults().silence();
            session.dispatch("TYPING_START", "{}");

            plain.resume(session.id(), 4);

            plain.next(Op.HELLO);
            assertThat(sequencesUntil(plain, "RESUMED")).containsExactly(5, 6);
            assertThat(session.isConnected()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zlib-stream", "zstd-stream"})
    void afterAnInvalidSessionThatCanBeResumedTheSameConnectionResumesIt(String compression) {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url(), compression)) {
            plain.identify();
            SimulatedSession session = gateway.awaitSession();
            sequencesUntil(plain, "GUILD_CREATE");
            session.faults().invalidSession(true);
            session.dispatch("NEW_THING", "{}");
            plain.next(Op.INVALID_SESSION);

            plain.resume(session.id(), 4);

            assertThat(sequencesUntil(plain, "RESUMED")).containsExactly(5, 6);
            assertThat(session.dispatch("NEW_THING", "{}")).isEqualTo(7);
            assertThat(plain.next()).containsEntry("s", 7);
            assertThat(session.resumes()).isEqualTo(1);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterAnInvalidSessionTheSameConnectionMayIdentifyAnew(boolean resumable) {
        try (var gateway = SimulatedGateway.builder().limitIdentifies(false).start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify();
            gateway.awaitSession().faults().invalidSession(resumable);
            plain.next(Op.INVALID_SESSION);

            plain.identify();

            assertThat(PlainClient.data(plain.next("READY")))
                    .containsEntry("session_id", gateway.awaitSession().id());
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void whatWasUnderWayWhenTheSessionBecameInvalidIsNoViolation() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify();
            SimulatedSession session = gateway.awaitSession();
            session.faults().invalidSession(true);
            plain.send("{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"idle\",\"afk\":false}}");

            plain.resume(session.id(), 4);

            plain.next("RESUMED");
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void aGoodbyeAfterAnInvalidSessionEndsTheSessionAlthoughItCouldBeResumed() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify();
            SimulatedSession session = gateway.awaitSession();
            session.faults().invalidSession(true);
            plain.next(Op.INVALID_SESSION);

            plain.closeWith(1000, "");

            session.awaitEnd();
        }
    }

    @Test
    void aGoodbyeOnAnOldConnectionDoesNotEndTheSessionThatAnotherHasResumed() {
        try (var gateway = SimulatedGateway.start();
                var old = PlainClient.open(gateway.url());
                var plain = PlainClient.open(gateway.url())) {
            old.identify();
            SimulatedSession session = gateway.awaitSession();
            session.faults().invalidSession(true);
            old.next(Op.INVALID_SESSION);
            plain.resume(session.id(), 4);
            plain.next("RESUMED");

            old.closeWith(1000, "");
            old.ending();

            session.dispatch("NEW_THING", "{}");
            plain.next("NEW_THING");
            assertThat(session.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zlib-stream", "zstd-stream"})
    void aBurstComesWholeAndInOrderAlsoOverAResume(String compression) {
        int events = 20_000;
        try (var gateway = SimulatedGateway.start()) {
            SimulatedSession session;
            int seen = 0;
            try (var plain = PlainClient.open(gateway.url(), compression)) {
                plain.identify();
                session = gateway.awaitSession();
                session.burst(events);
                for (; seen < 3000; seen++) {
                    assertNumbered(plain.next(0), seen + 1);
                }
                plain.abort();
                session.awaitLoss();
            }

            try (var plain = PlainClient.open(gateway.url(), compression)) {
                plain.next(Op.HELLO);
                plain.resume(session.id(), seen);
                // Four at the login, and one RESUMED.
                for (; seen < events + 5; seen++) {
                    assertNumbered(plain.next(), seen + 1);
                }
            }
            assertThat(session.sequence()).isEqualTo(events + 5);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    private static void assertNumbered(Map<String, Object> payload, int sequence) {
        assertThat(payload).containsEntry("s", sequence);
        Object nonce = PlainClient.data(payload).get("nonce");
        if (nonce != null) {
            assertThat(nonce).isEqualTo(Integer.toString(sequence));
        }
    }

    @Test
    void aPreparedBurstComesWhenItIsReleasedAndBeforeWhatFollowed() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url(), "zstd-stream")) {
            plain.identify();
            SimulatedSession session = gateway.awaitSession();
            sequencesUntil(plain, "GUILD_CREATE");
            plain.next();
            session.prepare(5000);
            plain.beat(4L);
            gateway.awaitReceived(Op.HEARTBEAT, 1);
            assertThat(plain.pending()).isZero();

            session.release();

            for (int sequence = 5; sequence < 5005; sequence++) {
                assertNumbered(plain.next(), sequence);
            }
            assertThat(plain.next()).containsEntry("op", Op.ACK);
        }
    }

    @Test
    void theStreamIsSteadyAndGoesOnForALostSession() {
        try (var gateway = SimulatedGateway.builder().eventsPerSecond(500).start()) {
            SimulatedSession session = logInAndLose(gateway, "none");
            long before = session.sequence();

            try (var plain = PlainClient.open(gateway.url())) {
                plain.next(Op.HELLO);
                plain.resume(session.id(), before);
                List<Object> missed = sequencesUntil(plain, "RESUMED");

                assertThat(missed.getFirst()).isEqualTo((int) before + 1);
                assertNumbered(plain.next(), (int) before + missed.size() + 1);
            }
        }
    }

    @Test
    void withoutIntentsThereIsNoStream() {
        try (var gateway = SimulatedGateway.builder().eventsPerSecond(1000).start();
                var plain = PlainClient.open(gateway.url())) {
            plain.send("{\"op\":2,\"d\":{\"token\":\"t\",\"intents\":0,\"properties\":{}}}");
            plain.next("READY");
            plain.beat(1L);

            assertThat(plain.next()).containsEntry("op", Op.ACK);
            assertThat(gateway.awaitSession().sequence()).isEqualTo(1);
        }
    }
}
