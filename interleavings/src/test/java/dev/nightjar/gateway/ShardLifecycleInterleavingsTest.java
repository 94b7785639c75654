package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.inflate.MessageInflater;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardLifecycleInterleavingsTest {

    private static final URI URL = URI.create("ws://localhost");

    // Outside of the search, as its HttpClient has threads.
    private final GatewayConfig config = GatewayConfig.builder("token")
            .gatewayUrl(URL)
            .compression(Compression.NONE)
            .build();

    /** A shard whose connections have a heartbeat only, and whose dials come to something at once. */
    private final class Room {

        final ShardContext shard = context();
        final ShardLifecycle lifecycle =
                new ShardLifecycle(shard, new SessionKeeper(config, ShardId.ONE, shard.mailbox(), null));
        // How the connections have ended.
        final List<Cause> endings = new ArrayList<>();

        Thread owner() {
            return Threads.start("owner", this::live);
        }

        private void live() {
            lifecycle.begin();
            while (!lifecycle.isStopping()) {
                Connection connection =
                        new Connection(shard, new Dial(URL, null, false), new Wire(), MessageInflater.refusing());
                if (lifecycle.register(connection)) {
                    try {
                        connection.heartbeat().run();
                    } catch (Ending.Signal signal) {
                        endings.add(signal.ending.cause());
                    } catch (InterruptedException e) {
                        throw new AssertionError("An interrupt has reached a connection", e);
                    } finally {
                        lifecycle.unregister();
                    }
                }
            }
        }

        private ShardContext context() {
            return Contexts.of(config, new Mailbox(10, 1 << 20, null));
        }
    }

    @Test
    void aStopIsNeverLostWhereverTheOwnerIs() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room();
            Thread owner = room.owner();

            room.lifecycle.stop(CloseFrame.RESUME);
            owner.join();

            assertThat(room.endings).isIn(List.of(), List.of(Cause.USER_CLOSE));
        });
    }

    @Test
    void aRestartEndsTheWaitOrTheConnectionThatItFindsAndNothingLater() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room();
            Thread owner = room.owner();
            Thread user = Threads.start("user", room.lifecycle::restart);

            user.join();
            room.lifecycle.stop(CloseFrame.RESUME);
            owner.join();

            assertThat(room.endings)
                    .isIn(
                            List.of(),
                            List.of(Cause.USER_CLOSE),
                            List.of(Cause.USER_RESTART),
                            List.of(Cause.USER_RESTART, Cause.USER_CLOSE));
        });
    }

    @Test
    void ofTwoStopsTheFirstOneCountsAndTheOwnerIsInterruptedOrItsConnectionEnded() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room();
            Thread owner = room.owner();
            Thread one = Threads.start("one", () -> room.lifecycle.stop(CloseFrame.RESUME));
            Thread other = Threads.start("other", () -> room.lifecycle.stop(CloseFrame.NORMAL));

            Threads.join(one, other, owner);

            assertThat(room.endings).isIn(List.of(), List.of(Cause.USER_CLOSE));
        });
    }
}
