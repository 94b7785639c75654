package dev.nightjar.cluster;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.IdentifyQueue;
import dev.nightjar.gateway.ShardGate;
import dev.nightjar.gateway.ShardId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a process takes part in a cluster. Immutable and safe for any thread; a {@link Builder} makes it.
 */
public final class ClusterConfig {

    /** What a member does with a shard whose lease has run out because the engine does not answer. */
    public enum OnEngineLoss {
        /**
         * It keeps the connection and its heartbeats, and gives out no events. When the engine answers again and nobody else has
         * taken the shard, it goes on where it was.
         */
        HOLD,
        /**
         * It closes the connection so that the session can be resumed. When the engine answers again it resumes it, if nobody else
         * has.
         */
        SUSPEND
    }

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(1);

    private final Builder from;
    private final String name;

    private ClusterConfig(Builder from) {
        this.from = from.copy();
        this.name = from.name.orElseGet(ClusterConfig::newName);
    }

    /**
     * Begins a configuration.
     *
     * @param config how the shards connect; all members have the same
     * @param engine what the members have in common; whoever has opened it closes it, after the cluster
     * @return a builder
     * @throws IllegalArgumentException when the configuration has a session store, sessions or a gate of its own: the cluster
     *     keeps the sessions in the engine
     */
    public static Builder builder(GatewayConfig config, Engine engine) {
        return new Builder(config, engine);
    }

    private static String newName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "member";
        }
        String start = host.replaceAll("[^A-Za-z0-9_-]", "-");
        return start.substring(0, Math.min(start.length(), 40)) + "-" + RecordForm.newMark();
    }

    /** {@return how the shards connect} */
    public GatewayConfig gateway() {
        return from.config;
    }

    /** {@return what the members have in common} */
    public Engine engine() {
        return from.engine;
    }

    /** {@return the name of this member} */
    public String name() {
        return name;
    }

    /** {@return how many shards a new cluster has; empty to ask Discord} */
    public OptionalInt initialShards() {
        return from.initialShards;
    }

    /** {@return how long after its last sign a member counts as dead} */
    public Duration lease() {
        return from.lease;
    }

    /** {@return how many shards a member hands over at the same time} */
    public int handOversAtOnce() {
        return from.handOversAtOnce;
    }

    /** {@return what happens with a shard whose lease has run out because the engine does not answer} */
    public OnEngineLoss onEngineLoss() {
        return from.onEngineLoss;
    }

    /** {@return whether the end of the JVM makes this member leave} */
    public boolean leavesAtShutdown() {
        return from.leavesAtShutdown;
    }

    /** {@return the identify queue; empty for the cluster's own} */
    public Optional<IdentifyQueue> identifyQueue() {
        return from.identifyQueue;
    }

    /** Shows the name and the lease. */
    @Override
    public String toString() {
        return "ClusterConfig[" + name + ", lease " + lease() + "]";
    }

    /** Makes a {@link ClusterConfig}. Confined to one thread. */
    public static final class Builder {

        private final GatewayConfig config;
        private final Engine engine;
        private Optional<String> name = Optional.empty();
        private OptionalInt initialShards = OptionalInt.empty();
        private Duration lease = Duration.ofSeconds(6);
        private int handOversAtOnce = 8;
        private OnEngineLoss onEngineLoss = OnEngineLoss.HOLD;
        private boolean leavesAtShutdown = true;
        private Optional<IdentifyQueue> identifyQueue = Optional.empty();

        private Builder(GatewayConfig config, Engine engine) {
            if (config.sessionStore().isPresent() || !config.sessions().isEmpty()) {
                throw new IllegalArgumentException(
                        "The cluster keeps the sessions in its engine, so the configuration must have"
                                + " neither sessions nor a session store");
            }
            if (!config.gate().equals(ShardGate.OPEN)) {
                throw new IllegalArgumentException(
                        "The cluster is the gate of its shards, so the configuration must have none");
            }
            this.config = config;
            this.engine = engine;
        }

        private Builder copy() {
            Builder copy = new Builder(config, engine);
            copy.name = name;
            copy.initialShards = initialShards;
            copy.lease = lease;
            copy.handOversAtOnce = handOversAtOnce;
            copy.onEngineLoss = onEngineLoss;
            copy.leavesAtShutdown = leavesAtShutdown;
            copy.identifyQueue = identifyQueue;
            return copy;
        }

        /**
         * Sets the name of this member, which no other one has at the same time. By default it is made of the host's name and a
         * random number.
         *
         * @param memberName 1 to 64 of the characters A-Z, a-z, 0-9, {@code -} and {@code _}
         * @return this
         * @throws IllegalArgumentException when it is no such name
         */
        public Builder name(String memberName) {
            if (!RecordForm.NAME.matcher(memberName).matches()) {
                throw new IllegalArgumentException(
                        "A member's name must be 1 to 64 of the characters A-Z, a-z, 0-9, - and _, but is '"
                                + memberName + "'");
            }
            name = Optional.of(memberName);
            return this;
        }

        /**
         * Sets how many shards the bot has when the cluster is new. Without it Discord is asked. A cluster that is not new keeps
         * its number.
         *
         * @param shards at least 1
         * @return this
         * @throws IllegalArgumentException when it is less than 1
         */
        public Builder initialShards(int shards) {
            if (shards < 1) {
                throw new IllegalArgumentException("A bot must have at least 1 shard, but initialShards is " + shards);
            }
            initialShards = OptionalInt.of(shards);
            return this;
        }

        /**
         * Sets how long after its last sign a member counts as dead, by default 6 seconds. All members have the same. A shorter
         * time brings the shards of a dead member back sooner; a longer one bears longer pauses of a member and of the engine.
         *
         * @param time from 1 second to 1 minute
         * @return this
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder lease(Duration time) {
            if (time.compareTo(SHORTEST_LEASE) < 0 || time.compareTo(LONGEST_LEASE) > 0) {
                throw new IllegalArgumentException(
                        "A lease must be from " + SHORTEST_LEASE + " to " + LONGEST_LEASE + ", but is " + time);
            }
            lease = time;
            return this;
        }

        /**
         * Sets how many shards this member hands over at the same time, by default 8.
         *
         * @param shards at least 1
         * @return this
         * @throws IllegalArgumentException when it is less than 1
         */
        public Builder handOversAtOnce(int shards) {
            if (shards < 1) {
                throw new IllegalArgumentException("handOversAtOnce must be at least 1, but is " + shards);
            }
            handOversAtOnce = shards;
            return this;
        }

        /**
         * Sets what happens with a shard whose lease has run out because the engine does not answer, by default {@link
         * OnEngineLoss#HOLD}.
         *
         * @param what what happens
         * @return this
         */
        public Builder onEngineLoss(OnEngineLoss what) {
            onEngineLoss = what;
            return this;
        }

        /**
         * Sets whether the end of the JVM, for example by SIGTERM, makes this member {@linkplain Cluster#leave leave}, which is
         * so by default.
         *
         * @param leaves whether it does
         * @return this
         */
        public Builder leavesAtShutdown(boolean leaves) {
            leavesAtShutdown = leaves;
            return this;
        }

        /**
         * Sets another identify queue than the cluster's own, which keeps its state in the engine.
         *
         * @param queue what all members use
         * @return this
         */
        public Builder identifyQueue(IdentifyQueue queue) {
            identifyQueue = Optional.of(queue);
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @return a new one
         * @throws IllegalArgumentException when no shard can be opened with the configuration of the shards: see {@link
         *     GatewayConfig#checkFor}
         */
        public ClusterConfig build() {
            int shards = initialShards.orElse(1);
            config.checkFor(new ShardId(shards - 1, shards));
            return new ClusterConfig(this);
        }
    }
}
