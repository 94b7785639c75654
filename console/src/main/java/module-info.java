/** A page in the browser that shows what the shards of a bot do. Begin with {@link dev.nightjar.console.Console Console}. */
module dev.nightjar.console {
    requires transitive dev.nightjar.gateway;
    // What is public says where null may be.
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.jr.ob;
    requires jdk.httpserver;
    // Where it is there, close codes and exact times come from it; without it the page lacks only these.
    requires static jdk.jfr;

    exports dev.nightjar.console;
}
