package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AnswersTest {

    @Test
    void beyond256ThatRunAnd1024ThatWaitRequestsAreDropped() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        BlockingQueue<String> answered = new LinkedBlockingQueue<>();
        Answers answers = new Answers("m.b", request -> {
            go.await();
            return request;
        });
        for (int i = 0; i < 1_500; i++) {
            answers.offer("early", answer -> answered.add("early"));
        }

        go.countDown();

        for (int i = 0; i < 256 + 1_024; i++) {
            assertThat(answered.poll(60, TimeUnit.SECONDS)).isEqualTo("early");
        }
        answers.offer("late", answer -> answered.add("late"));
        assertThat(answered.poll(60, TimeUnit.SECONDS)).isEqualTo("late");
    }

    @Test
    void afterItsEndNothingIsAnswered() throws InterruptedException {
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        Answers answers = new Answers("m.b", request -> {
            handled.add(request);
            new CountDownLatch(1).await();
            return request;
        });
        for (int i = 0; i < 257; i++) {
            answers.offer("before", answer -> handled.add("answered"));
        }
        for (int i = 0; i < 256; i++) {
            assertThat(handled.poll(60, TimeUnit.SECONDS)).isEqualTo("before");
        }

        answers.close();
        answers.offer("after", answer -> handled.add("answered"));

        assertThat(handled).isEmpty();
    }
}
