package dev.nightjar.console;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The pages that are open. {@link Watch} lets them in and tells them, under its lock; any thread lets them out. */
final class Pages {

    private final int most;
    private final Set<Page> open = ConcurrentHashMap.newKeySet();

    Pages(int most) {
        this.most = most;
    }

    /** Lets a page in, if there is room. What it gets first is made only then. */
    boolean admit(Page page, Supplier<byte[]> first) {
        if (open.size() >= most) {
            return false;
        }
        byte[] all = first.get();
        open.add(page);
        page.offer(all);
        return true;
    }

    void tell(byte[] message) {
        open.forEach(page -> page.offer(message));
    }

    void remove(Page page) {
        open.remove(page);
    }

    int size() {
        return open.size();
    }

    void dropAll() {
        open.forEach(Page::drop);
    }
}
