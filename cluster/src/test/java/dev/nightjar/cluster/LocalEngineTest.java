package dev.nightjar.cluster;

import org.junit.jupiter.api.AfterEach;

final class LocalEngineTest extends EngineContractTest {

    private final LocalEngine engine = LocalEngine.open();

    @AfterEach
    void close() {
        engine.close();
    }

    @Override
    Engine engine() {
        return engine;
    }

    @Override
    Engine anotherMembersEngine() {
        return engine;
    }
}
