package dev.nightjar.gateway.inflate;

import java.nio.ByteBuffer;

/** The inflater for connections without compression, where a binary message breaks the protocol. Confined to the reader. */
final class RefusingInflater extends MessageInflater {

    @Override
    byte[] feed(ByteBuffer part, boolean last) throws InflateException {
        throw new InflateException("The gateway sent a binary message, but no compression was asked for");
    }

    @Override
    void restart() {}

    @Override
    void release() {}
}
