package example;

import dev.nightjar.cli.Nightjar;
import dev.nightjar.cluster.Cluster;
import dev.nightjar.console.Console;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.metrics.GatewayMetrics;
import dev.nightjar.recorder.Recorder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;

/** A program that uses each artifact: a simulated bot that is recorded, measured and shown. */
public final class Everything {

    private Everything() {}

    /**
     * Runs it.
     *
     * @param args the folder of the recording
     */
    public static void main(String[] args) {
        System.out.println("command line: " + Nightjar.class.getName() + ", cluster: " + Cluster.class.getName());
        try (SimulatedGateway gateway = SimulatedGateway.builder().raw(true).start();
                Fleet fleet = Fleet.open(
                        ShardRange.all(1),
                        GatewayConfig.builder("any")
                                .intents(Intent.GUILDS)
                                .gatewayUrl(gateway.url())
                                .build());
                Recorder recorder = Recorder.open(Path.of(args[0]));
                Console console = Console.open(fleet, 0);
                GatewayMetrics metrics = GatewayMetrics.of(fleet)) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            metrics.bindTo(registry);
            Thread.ofVirtual().start(() -> gateway.awaitSession().dispatch("MESSAGE_CREATE", "{\"content\":\"hi\"}"));
            for (ShardEvent next : recorder.events(fleet.events())) {
                console.count(next);
                if (next.event() instanceof MessageCreate message) {
                    System.out.println("message: " + message.message().content());
                    break;
                }
            }
            System.out.println("console: " + (console.address().getPort() > 0));
            System.out.println("meters: " + (registry.getMeters().size() > 10));
            registry.close();
        }
    }
}
