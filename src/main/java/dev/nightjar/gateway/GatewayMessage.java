package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Payload;

/** An element of {@link Shard#messages()}: a payload of the gateway as it came, or the end of a connection. */
public sealed interface GatewayMessage permits GatewayMessage.Text, GatewayMessage.Close {

    /**
     * One payload of the gateway, of any opcode.
     *
     * @param payload the payload
     */
    record Text(Payload payload) implements GatewayMessage {

        /**
         * The JSON in UTF-8.
         *
         * @return the payload's own array, which must not be changed
         */
        public byte[] bytes() {
            return payload.bytes();
        }

        /**
         * The JSON as a String, made at the first call.
         *
         * @return the JSON
         */
        public String string() {
            return payload.string();
        }

        /**
         * The opcode.
         *
         * @return -1 when the payload has none
         */
        public int op() {
            return payload.op();
        }

        /**
         * The sequence of a dispatch.
         *
         * @return -1 when the payload has none
         */
        public long sequence() {
            return payload.sequence();
        }

        /**
         * The type of a dispatch.
         *
         * @return {@link EventType#UNKNOWN} for other opcodes and for names that this version does not know
         */
        public EventType type() {
            return payload.type();
        }
    }

    /**
     * A connection has ended; there is one of these for each.
     *
     * @param cause what ended it
     * @param code the close code that was received or sent; 1005 where a close frame carried none, 1006 where there was no
     *     close frame
     * @param reason what was said, or what happened, in a sentence
     */
    record Close(Cause cause, int code, String reason) implements GatewayMessage {}
}
