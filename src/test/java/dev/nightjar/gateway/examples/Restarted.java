package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.FileSessionStore;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A bot that is restarted without missing an event. */
final class Restarted {

    private Restarted() {}

    // @start region="suspend"
    /** At the end of the old process, instead of close(). */
    static void save(Shard shard, Path file) throws IOException {
        Optional<Session> session = shard.suspend();
        if (session.isPresent()) {
            Session s = session.get();
            Files.writeString(file, s.id() + " " + s.sequence() + " " + s.resumeUrl());
        }
    }

    /** At the start of the new one. */
    static Shard open(GatewayConfig.Builder config, ShardId shard, Path file) throws IOException {
        if (Files.exists(file)) {
            String[] s = Files.readString(file).split(" ", 3);
            config.session(new Session(s[0], Long.parseLong(s[1]), URI.create(s[2]), shard));
            Files.delete(file);
        }
        return Shard.open(shard, config.build());
    }
    // @end

    // @start region="store"
    /** Resumes what the last process has left, also when it was killed, and keeps the session for the next one. */
    static Shard keeping(GatewayConfig.Builder config, ShardId shard, Path folder) {
        return Shard.open(
                shard, config.sessionStore(FileSessionStore.of(folder)).build());
    }
    // @end
}
