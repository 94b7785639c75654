package dev.nightjar.cluster;

import io.nats.client.Message;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
        Subscription subscription = wire.subscribe(what, subjects + subject, GROUP, message -> offer(answers, message));
        Ledger.Subscription end = () -> {
            answering.remove(answers);
            answers.close();
            wire.unsubscribe(subscription);
        };
        answering.add(answers);
        try {
            wire.barrier(what, subscription);
        } catch (EngineException | InterruptedException failure) {
            end.close();
            throw failure;
        }
        return end;
    }

    private void offer(Answers answers, Message request) {
        String reply = request.getReplyTo();
        if (reply != null && request.getData().length <= Names.MAX_TEXT) {
            answers.offer(new String(request.getData(), StandardCharsets.UTF_8), answer -> wire.publish(reply, answer));
        }
    }

    void close() {
        answering.forEach(Answers::close);
    }
}
