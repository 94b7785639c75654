package example;

import dev.nightjar.gateway.simulator.SimulatedGateway;

/** A simulated gateway until the process ends. It prints its URL, and gives each session one message. */
public final class Gateway {

    private Gateway() {}

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().raw(true).limitIdentifies(false).start()) {
            System.out.println(gateway.url());
            while (true) {
                try {
                    gateway.awaitSession().dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"content\":\"hi\"}");
                } catch (AssertionError e) {
                    // Nobody has come for half a minute.
                }
            }
        }
    }
}
