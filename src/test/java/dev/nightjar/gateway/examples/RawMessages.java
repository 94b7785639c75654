package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.Shard;
import java.io.IOException;
import java.io.OutputStream;

/** Every payload as it came: for a proxy, a recorder, or a queue. */
final class RawMessages {

    private RawMessages() {}

    static void record(Shard shard, OutputStream out) throws IOException {
        // @start region="raw"
        for (GatewayMessage message : shard.messages()) {
            switch (message) {
                case GatewayMessage.Text text -> {
                    out.write(text.bytes());
                    out.write('\n');
                }
                case GatewayMessage.Close close ->
                    System.err.println("closed with " + close.code() + " " + close.reason());
            }
        }
        // @end
    }
}
