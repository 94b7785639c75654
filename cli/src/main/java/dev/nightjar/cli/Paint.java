package dev.nightjar.cli;

/** The colours of a terminal, as ECMA-48 has them. */
enum Paint {
    GREEN("32"),
    YELLOW("33"),
    RED("1;31"),
    FAINT("2"),
    BOLD("1");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    /** The text in this colour, where colours may be used. */
    String on(String text, boolean colours) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
