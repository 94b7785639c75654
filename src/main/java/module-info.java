/**
 * A Discord gateway library: one shard, one for-each loop, nothing lost while a session can be resumed.
 *
 * <p>Begin with {@link dev.nightjar.gateway.Shard Shard}. The page of {@link dev.nightjar.gateway} has the first program, and says
 * which class is for which job; {@link dev.nightjar.gateway.event.Event Event} lists all events with their intents. The search
 * field finds what Discord calls things: MESSAGE_CREATE, 4014, op 10.
 *
 * <p>A record of yours that {@link dev.nightjar.gateway.event.Payload#as Payload.as} reads is either public, in a package that
 * your module exports, or in a package that your module opens to this one.
 */
module dev.nightjar.gateway {
    // The configuration takes an HttpClient.
    requires transitive java.net.http;
    // What is public says where null may be; the decoder reads that of records as it runs.
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.jr.ob;
    requires com.github.luben.zstd_jni;
    // Where it is there, it can record what the engine does; without it nothing is missing.
    requires static jdk.jfr;

    exports dev.nightjar.gateway;
    exports dev.nightjar.gateway.command;
    exports dev.nightjar.gateway.event;
    exports dev.nightjar.gateway.model;
    exports dev.nightjar.gateway.model.application;
    exports dev.nightjar.gateway.model.audit;
    exports dev.nightjar.gateway.model.automod;
    exports dev.nightjar.gateway.model.channel;
    exports dev.nightjar.gateway.model.component;
    exports dev.nightjar.gateway.model.guild;
    exports dev.nightjar.gateway.model.interaction;
    exports dev.nightjar.gateway.model.message;
    exports dev.nightjar.gateway.model.presence;
    exports dev.nightjar.gateway.model.user;
}
