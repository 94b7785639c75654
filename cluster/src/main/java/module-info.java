/**
 * One bot in many processes, which share its shards by way of an {@link dev.nightjar.cluster.Engine Engine}.
 *
 * <p>The client of NATS is an automatic module, so a program with this module runs on the module path and on the class path, but
 * jlink makes no image of it.
 */
// The name of the automatic module is in its manifest, so it does not change with the name of its file.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.nightjar.cluster {
    requires transitive dev.nightjar.gateway;
    // Its options are an argument of NatsEngine.connect.
    requires transitive io.nats.jnats;
    // What is public says where null may be.
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.jr.ob;

    exports dev.nightjar.cluster;
}
