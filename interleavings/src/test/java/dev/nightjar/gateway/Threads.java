package dev.nightjar.gateway;

/** The threads of one interleaving: platform threads, as Fray does not steer virtual ones. What one throws, Fray reports. */
final class Threads {

    /** What a thread does. An interrupt may end it. */
    interface Body {
        void run() throws Exception;
    }

    private Threads() {}

    static Thread start(String name, Body body) {
        return Thread.ofPlatform().name(name).start(() -> {
            try {
                body.run();
            } catch (InterruptedException e) {
                // The test has interrupted it.
            } catch (Exception e) {
                throw new AssertionError("The thread " + name + " has failed: " + e, e);
            }
        });
    }

    static void join(Thread... threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
