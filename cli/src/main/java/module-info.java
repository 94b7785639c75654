/** The command {@code nightjar}: finds out why a bot is silent, and shows events and shards in a terminal. */
module dev.nightjar.cli {
    requires dev.nightjar.gateway;
    requires dev.nightjar.gateway.simulator;
    requires com.fasterxml.jackson.jr.ob;
    requires com.github.luben.zstd_jni;
    requires info.picocli;
    requires java.net.http;
    requires static org.jspecify;

    exports dev.nightjar.cli;

    // It sets the fields of commands.
    opens dev.nightjar.cli to
            info.picocli;
}
