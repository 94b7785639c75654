package dev.nightjar.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a console listens, whom it answers, and how much it keeps for them.
 *
 * @param address the address to listen at. Whoever reaches it sees the page: there is no login
 * @param title the name of the bot on the page, at most 100 characters
 * @param hosts names under which the page may be asked for, in addition to those of the address itself, such as that of a
 *     reverse proxy; without ports
 * @param maxPages how many pages may be open at once, from 1 to 1,000
 * @param maxQueuedBytes how many bytes may wait for a page that is slow, at least 1 MiB. A page that has not taken them is cut off,
 *     and connects anew
 */
public record ConsoleSettings(
        InetSocketAddress address, String title, Set<String> hosts, int maxPages, long maxQueuedBytes) {

    private static final int DEFAULT_PAGES = 16; // a page is a connection and a virtual thread
    private static final long DEFAULT_QUEUED_BYTES = 4 << 20; // the first message for 1,000 shards has some 100 KB
    private static final int MOST_PAGES = 1_000;
    private static final long LEAST_QUEUED_BYTES = 1 << 20;
    private static final int LONGEST_TITLE = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252}[A-Za-z0-9])?");

    /**
     * Checks all of them.
     *
     * @throws IllegalArgumentException when one is out of range, or a host is no name
     */
    public ConsoleSettings {
        hosts = Set.copyOf(hosts);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("The console's address must be known, but no address of the host "
                    + address.getHostString() + " is");
        }
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw new IllegalArgumentException(
                    "The console's title must have 1 to " + LONGEST_TITLE + " characters, but has " + title.length());
        }
        for (String host : hosts) {
            if (!NAME.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "A host of the console must be a name without scheme and port, such as bot.example.org, but is "
                                + host);
            }
        }
        if (maxPages < 1 || maxPages > MOST_PAGES) {
            throw new IllegalArgumentException(
                    "The console's pages must be from 1 to " + MOST_PAGES + ", but are " + maxPages);
        }
        if (maxQueuedBytes < LEAST_QUEUED_BYTES) {
            throw new IllegalArgumentException("The bytes that wait for a page must be at least " + LEAST_QUEUED_BYTES
                    + ", but are " + maxQueuedBytes);
        }
    }

    /**
     * A console for this machine only, on its loopback address.
     *
     * @param port the port, or 0 for any that is free
     * @return the settings, with their defaults
     * @throws IllegalArgumentException when the port is out of range
     */
    public static ConsoleSettings onLoopback(int port) {
        return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * A console at any address. Whoever reaches it sees the page: there is no login.
     *
     * @param address the address to listen at
     * @return the settings, with their defaults
     */
    public static ConsoleSettings at(InetSocketAddress address) {
        return new ConsoleSettings(address, "Nightjar", Set.of(), DEFAULT_PAGES, DEFAULT_QUEUED_BYTES);
    }

    /**
     * These settings with another name of the bot.
     *
     * @param name what the page calls it
     * @return the settings
     */
    public ConsoleSettings withTitle(String name) {
        return new ConsoleSettings(address, name, hosts, maxPages, maxQueuedBytes);
    }

    /**
     * These settings with other names under which the page may be asked for.
     *
     * @param names such as that of a reverse proxy
     * @return the settings
     */
    public ConsoleSettings withHosts(Set<String> names) {
        return new ConsoleSettings(address, title, names, maxPages, maxQueuedBytes);
    }

    /**
     * These settings with another number of pages.
     *
     * @param pages how many may be open at once
     * @return the settings
     */
    public ConsoleSettings withMaxPages(int pages) {
        return new ConsoleSettings(address, title, hosts, pages, maxQueuedBytes);
    }

    /**
     * These settings with another limit for slow pages.
     *
     * @param bytes how many may wait for one of them
     * @return the settings
     */
    public ConsoleSettings withMaxQueuedBytes(long bytes) {
        return new ConsoleSettings(address, title, hosts, maxPages, bytes);
    }
}
