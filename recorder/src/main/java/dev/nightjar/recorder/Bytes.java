package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bytes that grow at their end. Confined to one thread. */
final class Bytes {

    private byte[] array;
    private int size;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    /** Its own array; what is behind {@link #size} means nothing. */
    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    /** Drops what is behind this size. */
    void truncate(int newSize) {
        size = newSize;
    }

    /** Empties it, and gives the memory of one that has become very large back. */
    void clear(int mostToKeep) {
        size = 0;
        if (array.length > mostToKeep) {
            array = new byte[mostToKeep];
        }
    }

    /** Makes room for so many more, which {@link #grow} then counts. */
    byte[] reserve(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
        }
        return array;
    }

    void grow(int by) {
        size += by;
    }

    void add(int one) {
        reserve(1)[size++] = (byte) one;
    }

    void add(byte[] from, int begin, int end) {
        int length = end - begin;
        System.arraycopy(from, begin, reserve(length), size, length);
        size += length;
    }

    void add(byte[] all) {
        add(all, 0, all.length);
    }

    void add(String text) {
        add(text.getBytes(UTF_8));
    }

    /** A number in decimal digits, without a sign. */
    void addUnsigned(long number) {
        if (number < 0) {
            add(Long.toUnsignedString(number));
            return;
        }
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        byte[] to = reserve(digits);
        long rest = number;
        for (int at = size + digits - 1; at >= size; at--) {
            to[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }
}
