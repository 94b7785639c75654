package dev.nightjar.cli;

/** What a check of the doctor has found. Each text is a sentence or two, without the token. */
sealed interface Finding {

    /** What was found. */
    String text();

    /** All is as it should be. */
    record Found(String text) implements Finding {}

    /** The bot works with it, but not as it could, or not for long. */
    record Warning(String text, String remedy) implements Finding {}

    /** The bot is silent because of it. */
    record Trouble(ExitStatus status, String text, String remedy) implements Finding {}

    /** What was not tried, and why. */
    record Skipped(String text) implements Finding {}
}
