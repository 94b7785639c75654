package dev.nightjar.gateway;

import java.net.URI;

/** A client that logs in to the load generator, and gives each dispatch that reaches its user to a {@link Handled}. */
interface Peer {

    /** Who is compared. */
    enum Subject {
        NIGHTJAR_TYPED("Nightjar, typed"),
        NIGHTJAR_RAW("Nightjar, raw"),
        JDA("JDA"),
        DISCORD4J("Discord4J, gateway");

        private final String label;

        Subject(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /**
         * Logs in.
         *
         * @param gateway the load generator's URL, without a query
         * @param rest where the HTTP endpoints of the API are
         */
        Peer logIn(URI gateway, String rest, Handled handled) {
            return switch (this) {
                case NIGHTJAR_TYPED -> new NightjarPeer(gateway, true, handled);
                case NIGHTJAR_RAW -> new NightjarPeer(gateway, false, handled);
                case JDA -> new JdaPeer(gateway, rest, handled);
                case DISCORD4J -> new Discord4JPeer(gateway, handled);
            };
        }
    }

    /** Sends what the generator waits for before it sends events, once READY and all guilds are there. */
    void go();
}
