package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What stands in a recording for ids, texts and numbers. With the same key and the same number of shards, equal ones have equal
 * replacements, and different ids have different ones. Confined to one thread, because it remembers the ids that come often.
 */
final class Pseudonyms {

    /*
     * An id of Discord's is a time in milliseconds, 42 bits, above 22 bits of other things. An id's exact time gives the user or
     * guild away, because nearly nobody else has it. So what is kept is roughly the day, and (for the library, which finds a guild's
     * shard so) what is left when the time is divided by the number of shards. All that have these two in common are a set, and
     * within it the ids are permuted: six rounds of a Feistel network over two numbers, one below the count of times in the set and
     * one below 2^22, in which the keyed hash of one number is added to the other.
     */

    private static final int LOW_BITS = 22;
    private static final long LOW = 1L << LOW_BITS;
    private static final long TIMES = 1L << (64 - LOW_BITS);
    private static final long DAY = 86_400_000;
    private static final int ROUNDS = 6;

    private static final int REMEMBERED = 1 << 13;

    private static final int LEAST_KEY = 16;

    private final SipHash ids;
    private final SipHash texts;
    private final long shards;
    private final long timesOfSet;
    private final long[] known = new long[REMEMBERED];
    private final long[] replacements = new long[REMEMBERED];

    /** Replacements for the ids of a bot with so many shards. */
    Pseudonyms(byte[] key, int shards) {
        this.ids = hash(key, "ids");
        this.texts = hash(key, "texts");
        this.shards = shards;
        this.timesOfSet = Math.max(1, DAY / shards);
    }

    /** A key that is long enough not to be guessed. */
    static byte[] checked(byte[] key) {
        if (key.length < LEAST_KEY) {
            throw new IllegalArgumentException("The key has " + key.length + " bytes: give it " + LEAST_KEY
                    + " random bytes or more, so that nobody finds it by trying");
        }
        return key.clone();
    }

    private static SipHash hash(byte[] key, String purpose) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(purpose.getBytes(UTF_8));
            ByteBuffer half = ByteBuffer.wrap(digest.digest(key)).order(ByteOrder.LITTLE_ENDIAN);
            return new SipHash(half.getLong(), half.getLong());
        } catch (NoSuchAlgorithmException impossible) { // every JDK has it
            throw new IllegalStateException(impossible);
        }
    }

    /** The id that stands for this one, an unsigned number. Zero, which is no id, stays zero. */
    long id(long id) {
        if (id == 0) {
            return 0;
        }
        int place = (int) ((id ^ id >>> LOW_BITS) & REMEMBERED - 1);
        if (known[place] != id) {
            long replacement = permuted(id);
            replacements[place] = replacement == 0 ? permuted(0) : replacement;
            known[place] = id;
        }
        return replacements[place];
    }

    private long permuted(long id) {
        long time = id >>> LOW_BITS;
        long rest = time % shards;
        long set = time / shards / timesOfSet;
        // The last set of all is smaller.
        long end = (TIMES - 1 - rest) / shards + 1;
        long first = set * timesOfSet;
        long times = Math.min(timesOfSet, end - first);

        long high = time / shards - first;
        long low = id & (LOW - 1);
        long tweak = ids.hash(set * shards + rest);
        for (long round = 0; round < ROUNDS; round += 2) {
            high = (high + Long.remainderUnsigned(ids.hash(tweak ^ (round << 60) ^ low), times)) % times;
            low = (low + ids.hash(tweak ^ ((round + 1) << 60) ^ high)) & (LOW - 1);
        }
        return ((first + high) * shards + rest) << LOW_BITS | low;
    }

    /** Adds as many letters as this text has bytes in its JSON. */
    void letters(byte[] json, int begin, int end, Bytes out) {
        int length = end - begin;
        letters(texts.hash(json, begin, end), length, out);
    }

    private static void letters(long hash, int length, Bytes out) {
        byte[] to = out.reserve(length);
        int at = out.size();
        long state = hash;
        long letters = 0;
        for (int i = 0; i < length; i++) {
            if (i % 12 == 0) {
                state += 0x9e3779b97f4a7c15L;
                letters = mixed(state);
            }
            // Of five bits each, 26 of 32 values are a letter, and the six others are one once more.
            int value = (int) (letters & 31);
            to[at + i] = (byte) ('a' + (value < 26 ? value : value - 26));
            letters >>>= 5;
        }
        out.grow(length);
    }

    /** Adds a URL with this scheme and a host that nobody has, about as long as the one that it stands for. */
    void url(byte[] json, int begin, int end, int schemeEnd, Bytes out) {
        long hash = texts.hash(json, begin, end);
        out.add(json, begin, schemeEnd);
        letters(hash, 8, out);
        out.add(INVALID, 0, INVALID.length);
        int rest = end - schemeEnd - 8 - INVALID.length;
        if (rest > 0) {
            letters(~hash, rest, out);
        }
    }

    // RFC 2606, 2: no host has a name that ends so.
    private static final byte[] INVALID = ".invalid/".getBytes(UTF_8);

    /** Adds a number with as many digits as this one, with its sign and its point. What stands behind an "e" is kept. */
    void number(byte[] json, int begin, int end, Bytes out) {
        long state = texts.hash(json, begin, end);
        int digits = 0;
        for (int at = json[begin] == '-' ? begin + 1 : begin; at < end && json[at] >= '0' && json[at] <= '9'; at++) {
            digits++;
        }
        boolean first = true;
        for (int at = begin; at < end; at++) {
            int c = json[at];
            if (c == 'e' || c == 'E') {
                out.add(json, at, end);
                return;
            }
            if (c < '0' || c > '9') {
                out.add(c);
                continue;
            }
            state += 0x9e3779b97f4a7c15L;
            int digit = (int) Long.remainderUnsigned(mixed(state), first ? 9 : 10);
            if (first) {
                // No digit stands behind a leading zero, and what fits into 32 bits still does.
                digit = c == '0' ? 0 : digits == 10 ? 1 : digit + 1;
                first = false;
            }
            out.add('0' + digit);
        }
    }

    // The finalizer of SplitMix64, which spreads each bit of its input over all of its output.
    private static long mixed(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }
}
