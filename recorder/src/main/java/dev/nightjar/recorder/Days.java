package dev.nightjar.recorder;

/**
 * The day of a time, which is all that a recording keeps of a time in a payload: the time at which a member has joined or a message
 * was sent is public to a whole guild, and to the millisecond hardly anybody shares it. Days keep their order. Pure.
 */
final class Days {

    private static final String SECONDS = "0000-00-00T00:00:00";
    private static final int DATE = "0000-00-00".length();
    private static final int LONGEST = 40;

    // Seconds since 1970 have nine digits from 1973 on, and milliseconds twelve.
    private static final int LEAST_DIGITS = 9;
    private static final int LEAST_DIGITS_OF_MILLIS = 12;
    private static final int MOST_DIGITS = 14;
    private static final long SECONDS_OF_DAY = 86_400;

    private Days() {}

    /** Whether these are a date, a T, a time and a zone, with nothing between or behind them. */
    static boolean isTime(byte[] json, int begin, int end) {
        if (end - begin < SECONDS.length() || end - begin > LONGEST) {
            return false;
        }
        for (int i = 0; i < SECONDS.length(); i++) {
            int c = json[begin + i];
            boolean fits = SECONDS.charAt(i) == '0' ? Shapes.isDigit(c) : c == SECONDS.charAt(i);
            if (!fits) {
                return false;
            }
        }
        for (int i = begin + SECONDS.length(); i < end; i++) {
            int c = json[i];
            if (!Shapes.isDigit(c) && c != '.' && c != ':' && c != '+' && c != '-' && c != 'Z') {
                return false;
            }
        }
        return true;
    }

    /** Adds the midnight, in UTC, with which the date begins that such a time has. */
    static void addText(byte[] json, int begin, int end, Bytes out) {
        out.add(json, begin, begin + DATE);
        for (int i = begin + DATE; i < end; i++) {
            int c = json[i];
            out.add(Shapes.isDigit(c) ? '0' : c == '-' ? '+' : c);
        }
    }

    /** Whether these digits may be seconds or milliseconds since 1970. */
    static boolean isNumber(byte[] json, int begin, int end) {
        return end - begin >= LEAST_DIGITS && Shapes.areFewDigits(json, begin, end, MOST_DIGITS);
    }

    /** Adds the midnight, in UTC, before such a time. */
    static void addNumber(byte[] json, int begin, int end, Bytes out) {
        long time = Shapes.unsigned(json, begin, end);
        long day = end - begin < LEAST_DIGITS_OF_MILLIS ? SECONDS_OF_DAY : SECONDS_OF_DAY * 1_000;
        out.addUnsigned(time - time % day);
    }
}
