package dev.nightjar.console;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pages that are open. {@link Watch} lets them in and tells them, under its lock; any thread lets them out. */
final class Pages {

    private final int most;
    private final Set<Page> open = ConcurrentHashMap.newKeySet();

    Pages(int most) {
        this.most = most;
    }

    boolean admit(Page page, byte[] first) {
        if (open.size() >= most) {
            return false;
        }
        open.add(page);
        page.offer(first);
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
