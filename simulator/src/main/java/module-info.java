/**
 * A Discord gateway on loopback, for tests of bots and of gateway libraries. Begin with {@link
 * dev.nightjar.gateway.simulator.SimulatedGateway SimulatedGateway}.
 */
module dev.nightjar.gateway.simulator {
    // What is public says where null may be.
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.jr.ob;
    requires com.github.luben.zstd_jni;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;

    exports dev.nightjar.gateway.simulator;
}
