package dev.nightjar.cluster;

import io.nats.client.Message;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** A courier over NATS: requests and replies, with a queue group for each subject. Safe for any thread. */
final class NatsCourier implements Courier {

    /** Those who answer one subject are a group, of which the server chooses one. */
    private static final String GROUP = "answer";

    private final NatsWire wire;
    private final String subjects;
    private final Set<Answers> answering = ConcurrentHashMap.newKeySet();

    NatsCourier(NatsWire wire, NatsSettings settings) {
        this.wire = wire;
        this.subjects = settings.askSubjects();
    }

    @Override
    public Optional<String> ask(String subject, String request, Duration deadline)
            throws EngineException, InterruptedException {
        Names.key(subject);
        byte[] data = Names.text("The request to " + subject, request);
        Names.wait("A deadline", deadline);
        String what = "Asking " + subject;
        Message answer = wire.awaitAny(what, wire.send(what, subjects + subject, null, data, deadline), deadline);
        return answer == null ? Optional.empty() : Optional.of(new String(answer.getData(), StandardCharsets.UTF_8));
    }

    @Override
    public Ledger.Subscription answer(String subject, Handler handler) throws EngineException, InterruptedException {
        Names.key(subject);
        String what = "Answering " + subject;
        Answers answers = new Answers(subject, handler);
        Subscription subscription;
        try {
            subscription = wire.dispatcher().subscribe(subjects + subject, GROUP, message -> offer(answers, message));
            // The server has the subscription when it has answered the ping that follows.
            wire.connection().flush(wire.timeout());
        } catch (IllegalStateException | TimeoutException notConnected) {
            throw wire.failure(what, "did not reach the server", notConnected);
        }
        answering.add(answers);
        return () -> {
            answering.remove(answers);
            answers.close();
            unsubscribe(subscription);
        };
    }

    private void offer(Answers answers, Message request) {
        String reply = request.getReplyTo();
        if (reply != null && request.getData().length <= Names.MAX_TEXT) {
            answers.offer(new String(request.getData(), StandardCharsets.UTF_8), answer -> reply(reply, answer));
        }
    }

    private void reply(String subject, byte[] answer) {
        try {
            wire.connection().publish(subject, answer);
        } catch (IllegalStateException notConnected) {
            // The asker's deadline ends its request.
        }
    }

    private void unsubscribe(Subscription subscription) {
        try {
            wire.dispatcher().unsubscribe(subscription);
        } catch (IllegalStateException engineClosed) {
            // Its subscriptions have ended with it.
        }
    }

    void close() {
        answering.forEach(Answers::close);
    }
}
