package dev.nightjar.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lines about a connection in the log of the program: one when it ends and one when it is back, and one for each thing that the
 * server refuses or complains about. Safe for any thread.
 */
final class NatsLog {

    private static final Logger LOG = System.getLogger(NatsEngine.class.getName());

    /** How many different refusals are logged: a key that may not be written is a subject of its own. */
    private static final int MAX_REFUSALS = 64;

    /** How many different complaints are logged before the connection is back the next time. */
    private static final int MAX_COMPLAINTS = 16;

    private final String servers;
    private final ReentrantLock lock = new ReentrantLock();

    // All of these are guarded by lock.
    private final Set<String> refusals = new HashSet<>();
    private final Set<String> complaints = new HashSet<>();
    private boolean down;
    private long since; // by System.nanoTime()

    /**
     * Makes a log that has told nothing yet.
     *
     * @param servers the URLs without passwords
     */
    NatsLog(String servers) {
        this.servers = servers;
    }

    /** The connection has ended, or one more attempt to have it again. */
    void ended() {
        lock.lock();
        try {
            if (down) {
                return;
            }
            down = true;
            since = System.nanoTime();
        } finally {
            lock.unlock();
        }
        LOG.log(
                Level.WARNING,
                "The connection to NATS at " + servers
                        + " has ended; it is tried again, several times a second, until it is back");
    }

    /** The connection is back. */
    void returned() {
        Duration away;
        lock.lock();
        try {
            complaints.clear();
            if (!down) {
                return;
            }
            down = false;
            away = Duration.ofNanos(System.nanoTime() - since);
        } finally {
            lock.unlock();
        }
        LOG.log(Level.INFO, "The connection to NATS at " + servers + " is back after " + away);
    }

    /** The client has given the connection up, which nobody has asked it to. */
    void givenUp() {
        LOG.log(
                Level.ERROR,
                "The connection to NATS at " + servers
                        + " has ended for good, because the server refuses the credentials;"
                        + " check them, and start this process again");
    }

    /** The server does not allow a subject. */
    void refused(String subject, String error) {
        int count = add(refusals, subject, MAX_REFUSALS);
        if (count == 0) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "NATS at " + servers + " refuses a subject: " + error
                        + "; give this user the permission, or use the bot and prefix that are this user's"
                        + (count == MAX_REFUSALS ? ". Further subjects that it refuses are not logged" : ""));
    }

    /** The server or the client complains, or the connection does not come back for a reason that does not go away by itself. */
    void complained(String what) {
        if (add(complaints, what, MAX_COMPLAINTS) > 0) {
            LOG.log(Level.WARNING, "NATS at " + servers + ": " + what);
        }
    }

    /** How many there are with this one; 0 when it was there, or there is no room. */
    private int add(Set<String> told, String what, int most) {
        lock.lock();
        try {
            return told.size() < most && told.add(what) ? told.size() : 0;
        } finally {
            lock.unlock();
        }
    }
}
