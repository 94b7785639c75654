package dev.nightjar.console;

/** A rate a second, as the mean of the past in which what is older than the window counts little. Confined to one thread. */
final class Rate {

    private final double window;

    private double count;
    private double seconds;

    /** The window in seconds. */
    Rate(double window) {
        this.window = window;
    }

    /** So many in the last so many seconds. */
    void add(long more, double lasting) {
        double kept = kept(window, lasting);
        count = count * kept + (double) more;
        seconds = seconds * kept + lasting;
    }

    double perSecond() {
        return seconds == 0 ? 0 : count / seconds;
    }

    /** What part of the past counts still after so many more seconds. */
    static double kept(double window, double lasting) {
        return Math.exp(-lasting / window);
    }
}
