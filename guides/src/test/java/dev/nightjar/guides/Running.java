package dev.nightjar.guides;

import dev.nightjar.gateway.GatewayException;

// @start region="running"
/** A bot in a thread of its own, which is interrupted in the end. */
record Running(Thread thread) implements AutoCloseable {

    /** What runs until it is interrupted. */
    interface Bot {
        void run() throws Exception;
    }

    static Running start(Bot bot) {
        return new Running(Thread.ofVirtual().start(() -> {
            try {
                bot.run();
            } catch (GatewayException e) {
                if (e.reason() != GatewayException.Reason.INTERRUPTED) {
                    throw e;
                }
            } catch (InterruptedException e) {
                // It was interrupted in its own code.
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
// @end
