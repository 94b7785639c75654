package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.GuildMembers;
import dev.nightjar.gateway.MemberRequestException;
import dev.nightjar.gateway.MemberRequestException.Reason;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Payload;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeptAnswersTest {

    private static final String ID = "0123456789abcdef";
    private static final int MEGABYTE = 1024 * 1024;

    private final JumpingTime time = new JumpingTime();
    private final KeptAnswers answers = new KeptAnswers("one", time);

    @AfterEach
    void close() {
        answers.close();
    }

    /** A clock that a test can put forward. Who waits looks at it all the time. */
    private static final class JumpingTime implements Time {

        private volatile long ahead;

        @Override
        public long nanoTime() {
            return System.nanoTime() + ahead;
        }

        @Override
        public void await(Condition condition, Duration atMost) throws InterruptedException {
            Time.super.await(condition, atMost.compareTo(Duration.ofMillis(2)) < 0 ? atMost : Duration.ofMillis(2));
        }
    }

    private Reply fetch(int chunk, int from) throws InterruptedException {
        Reply reply = new Reply.Wait();
        while (reply instanceof Reply.Wait) {
            reply = answers.fetch(new Request.Fetch(new ShardId(0, 1), ID, chunk, from));
        }
        return reply;
    }

    @Test
    void aChunkComesInPiecesThatAreItsBytes() throws Exception {
        byte[] chunk = new byte[100_000];
        new Random(7).nextBytes(chunk);
        assertThat(answers.begin(ID, chunks -> chunks.accept(Payload.of(chunk))))
                .isEqualTo(new Reply.Done());

        ByteArrayOutputStream fetched = new ByteArrayOutputStream();
        while (fetched.size() < chunk.length) {
            assertThat(fetch(0, fetched.size())).isInstanceOfSatisfying(Reply.Piece.class, piece -> {
                fetched.writeBytes(piece.bytes());
                assertThat(piece.isLast()).isEqualTo(fetched.size() == chunk.length);
            });
        }

        assertThat(fetched.toByteArray()).isEqualTo(chunk);
        assertThat(fetch(1, 0)).isEqualTo(new Reply.Done());
        assertThat(answers).hasToString("KeptAnswers[1, 0 bytes]");
    }

    @Test
    void whoFetchesTooEarlyIsToldToWait() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        answers.begin(ID, chunks -> go.await());

        assertThat(answers.fetch(new Request.Fetch(new ShardId(0, 1), ID, 0, 0)))
                .isEqualTo(new Reply.Wait());

        go.countDown();
        assertThat(fetch(0, 0)).isEqualTo(new Reply.Done());
    }

    @Test
    void beyond64MegabytesARequestFailsWithASentenceAndWhatWasFetchedMakesRoom() throws Exception {
        CountDownLatch fetched = new CountDownLatch(1);
        answers.begin(ID, chunks -> {
            for (int chunk = 0; chunk < 64; chunk++) {
                chunks.accept(Payload.of(new byte[MEGABYTE]));
            }
            fetched.await();
            chunks.accept(Payload.of(new byte[2 * MEGABYTE]));
            chunks.accept(Payload.of(new byte[1]));
        });
        while (!answers.toString().contains("[1, " + 64 * MEGABYTE + " bytes]")) {
            Thread.onSpinWait();
        }

        assertThat(fetch(2, 0)).isInstanceOf(Reply.Piece.class); // the two before it are forgotten
        fetched.countDown();
        while (answers.isRunning(ID)) {
            Thread.onSpinWait();
        }

        assertThat(fetch(64, 0)).isInstanceOf(Reply.Piece.class);
        assertThat(fetch(65, 0).toString())
                .contains("The member one keeps 67108864 bytes")
                .contains("ask for fewer at the same time");
    }

    @Test
    void whatNobodyFetchesForAMinuteIsForgottenAndItsRequestEnds() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        answers.begin(ID, chunks -> {
            chunks.accept(Payload.of(new byte[7]));
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        });
        assertThat(fetch(0, 0)).isInstanceOf(Reply.Piece.class);

        time.ahead = Duration.ofSeconds(61).toNanos();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(fetch(0, 0)).isEqualTo(new Reply.NotHere());
        assertThat(answers).hasToString("KeptAnswers[0, 0 bytes]");
    }

    @Test
    void howARequestHasFailedIsFetchedAfterItsChunks() throws Exception {
        GuildMembers none = new GuildMembers(7, List.of(), List.of(), List.of());
        answers.begin(ID, chunks -> {
            chunks.accept(Payload.of(new byte[7]));
            throw new MemberRequestException(Reason.RATE_LIMITED, "too often", Duration.ofMillis(1_500), none, 1, 3);
        });

        assertThat(fetch(0, 0)).isInstanceOf(Reply.Piece.class);
        assertThat(fetch(1, 0))
                .isEqualTo(new Reply.Failed(Reason.RATE_LIMITED, "too often", Duration.ofMillis(1_500), 1, 3));
    }

    @Test
    void anIdIsUsedOnceAndNothingBeginsAfterTheEnd() {
        assertThat(answers.begin(ID, chunks -> {})).isEqualTo(new Reply.Done());
        assertThat(answers.begin(ID, chunks -> {}).toString()).contains("runs the member request " + ID + " already");

        answers.close();

        assertThat(answers.begin(RecordForm.newMark(), chunks -> {})).isEqualTo(new Reply.NotHere());
        assertThat(answers).hasToString("KeptAnswers[0, 0 bytes]");
    }
}
