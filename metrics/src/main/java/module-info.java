/**
 * What the shards of a bot have counted, as meters of Micrometer, and their health for probes.
 *
 * <p>Micrometer is an automatic module, so a program with this module runs on the module path and on the class path, but jlink makes
 * no image of it.
 */
// The name of the automatic module is in its manifest, so it does not change with the name of its file.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.nightjar.metrics {
    requires transitive dev.nightjar.gateway;
    // The binder is one of its types.
    requires transitive micrometer.core;
    // What is public says where null may be.
    requires transitive org.jspecify;

    exports dev.nightjar.metrics;
}
