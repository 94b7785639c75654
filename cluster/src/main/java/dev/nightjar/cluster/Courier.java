package dev.nightjar.cluster;

import java.time.Duration;
import java.util.Optional;

/**
 * Requests between members, each with one answer. A subject is made like a key of the {@link Ledger}. Safe for any thread.
 */
public interface Courier {

    /** Answers requests. */
    @FunctionalInterface
    interface Handler {

        /**
         * Answers one request. It is called in a virtual thread, for several requests at the same time.
         *
         * @param request the request
         * @return the answer, 64 KB of UTF-8 at most
         * @throws InterruptedException when the subscription has ended
         */
        String answer(String request) throws InterruptedException;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param subject whom to ask
     * @param request the request, 64 KB of UTF-8 at most
     * @param deadline how long to wait at most
     * @return the answer; empty when nobody answers on this subject, which is known at once
     * @throws EngineException when no answer has come in this time, or the engine cannot be reached; the request may have arrived
     * @throws InterruptedException when the thread is interrupted; the request may have arrived
     */
    Optional<String> ask(String subject, String request, Duration deadline)
            throws EngineException, InterruptedException;

    /**
     * Answers the requests on a subject from now on. A request whose handler throws is not answered, so the one who asks waits
     * for its deadline: a handler answers what it cannot read or do with a sentence. No more than 256 are
     * handled at the same time; others wait, 1,024 at most, and what is more is not answered. Where several answer one subject,
     * each request goes to one of them.
     *
     * @param subject the subject
     * @param handler what answers
     * @return what ends it
     * @throws EngineException when the engine cannot be reached
     * @throws InterruptedException when the thread is interrupted
     */
    Ledger.Subscription answer(String subject, Handler handler) throws EngineException, InterruptedException;
}
