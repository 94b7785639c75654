package dev.nightjar.cluster;

import java.time.Duration;

/**
 * What a {@link NatsEngine} is told beside the options of its connection. All members of one cluster have the same bot and prefix.
 *
 * @param bot the bot's name or id, made of A-Z, a-z, 0-9, {@code -} and {@code _}; bots that share a server have different ones
 * @param prefix what all names on the server begin with, made of the same characters: the key-value bucket and the stream are
 *     called {@code prefix-bot} and {@code prefix-bot-events}, and subjects begin with {@code prefix.bot.}
 * @param timeout how long one request to the server may take; positive and a minute at most
 * @param replicas on how many servers of a cluster of servers each record is stored, if the bucket or stream does not exist yet; 1
 *     to 5
 */
public record NatsSettings(String bot, String prefix, Duration timeout, int replicas) {

    private static final String DEFAULT_PREFIX = "nightjar";

    /** A server on the same continent answers in a tenth of it; a lease is longer than two of them. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when one is not as it should be
     */
    public NatsSettings {
        Names.name("A bot's name", bot);
        Names.name("A prefix", prefix);
        if (!timeout.isPositive() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("A timeout is positive and " + MAX_TIMEOUT + " at most: " + timeout);
        }
        if (replicas < 1 || replicas > 5) {
            throw new IllegalArgumentException("There are 1 to 5 replicas, of which 1 and 3 are usual: " + replicas);
        }
    }

    /**
     * The usual settings: the prefix {@code nightjar}, two seconds, one replica.
     *
     * @param bot the bot's name or id
     * @return the settings
     */
    public static NatsSettings of(String bot) {
        return new NatsSettings(bot, DEFAULT_PREFIX, DEFAULT_TIMEOUT, 1);
    }

    /**
     * The same with another prefix.
     *
     * @param prefix what all names on the server begin with
     * @return the settings
     */
    public NatsSettings withPrefix(String prefix) {
        return new NatsSettings(bot, prefix, timeout, replicas);
    }

    /**
     * The same with another timeout.
     *
     * @param timeout how long one request may take
     * @return the settings
     */
    public NatsSettings withTimeout(Duration timeout) {
        return new NatsSettings(bot, prefix, timeout, replicas);
    }

    /**
     * The same with another number of replicas.
     *
     * @param replicas how many
     * @return the settings
     */
    public NatsSettings withReplicas(int replicas) {
        return new NatsSettings(bot, prefix, timeout, replicas);
    }

    /** The key-value bucket of the ledger. */
    String bucket() {
        return prefix + "-" + bot;
    }

    /** The stream of the events. */
    String stream() {
        return prefix + "-" + bot + "-events";
    }

    /** What the subjects of the events begin with. */
    String eventSubjects() {
        return prefix + "." + bot + ".events.";
    }

    /** What the subjects of the courier begin with. */
    String askSubjects() {
        return prefix + "." + bot + ".ask.";
    }

    /** What the inboxes begin with to which the server and other members send their answers. */
    String inboxes() {
        return prefix + "." + bot + ".inbox";
    }
}
