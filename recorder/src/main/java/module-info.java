/**
 * A flight recorder for bots. Begin with {@link dev.nightjar.recorder.Recorder Recorder} and {@link
 * dev.nightjar.recorder.Recording Recording}.
 */
module dev.nightjar.recorder {
    requires transitive dev.nightjar.gateway;
    // Only a program that replays a recording has it, and it is an argument there.
    requires static transitive dev.nightjar.gateway.simulator;
    // What is public says where null may be.
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.jr.ob;
    requires com.github.luben.zstd_jni;

    exports dev.nightjar.recorder;
}
