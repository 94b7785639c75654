package dev.nightjar.cluster;

import io.nats.client.Options;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class NatsEngineTest extends EngineContractTest {

    private static @Nullable NatsServer server;
    private static int bots;

    private final Deque<NatsEngine> engines = new ArrayDeque<>();
    private String bot = "";

    @BeforeAll
    static void startTheServer() throws IOException, InterruptedException {
        server = NatsServer.start();
    }

    @AfterAll
    static void endTheServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void beginWithNothingStored() {
        bots++;
        bot = "bot" + bots;
    }

    @AfterEach
    void close() {
        engines.forEach(NatsEngine::close);
    }

    @Override
    Engine engine() throws Exception {
        return member(1);
    }

    @Override
    Engine anotherMembersEngine() throws Exception {
        return member(2);
    }

    private Engine member(int number) throws EngineException, InterruptedException {
        while (engines.size() < number) {
            // Patient, as a busy machine makes the disk slow.
            engines.add(NatsEngine.connect(
                    Options.builder().server(server().url()),
                    NatsSettings.of(bot).withTimeout(LONG)));
        }
        return number == 1 ? engines.getFirst() : engines.getLast();
    }

    static NatsServer server() {
        if (server == null) {
            throw new IllegalStateException("The server runs during the tests only");
        }
        return server;
    }
}
