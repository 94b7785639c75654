package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Skipped;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import java.util.ArrayList;
import java.util.List;

/** The findings of the doctor as lines for people. Pure. */
final class DiagnosisText {

    private static final int WIDTH = 110;
    private static final int INDENT = 21;

    private final boolean colours;

    DiagnosisText(boolean colours) {
        this.colours = colours;
    }

    /** One finding, in one line or more. */
    String of(Diagnosis.Entry entry) {
        String head = switch (entry.finding()) {
            case Found found -> Paint.GREEN.on("ok      ", colours);
            case Warning warning -> Paint.YELLOW.on("warning ", colours);
            case Trouble trouble -> Paint.RED.on("TROUBLE ", colours);
            case Skipped skipped -> Paint.FAINT.on("skipped ", colours);
        };
        String text = head
                + String.format("%-" + (INDENT - 8) + "s", entry.check())
                + wrapped(entry.finding().text());
        return switch (entry.finding()) {
            case Found found -> text;
            case Warning warning -> text + remedy(warning.remedy());
            case Trouble trouble -> text + remedy(trouble.remedy());
            case Skipped skipped -> text;
        };
    }

    private static String remedy(String remedy) {
        return "\n" + " ".repeat(INDENT) + wrapped("-> " + remedy);
    }

    /** What it comes to, with the exit status. */
    String end(Diagnosis diagnosis) {
        long troubles = diagnosis.count(Trouble.class);
        long warnings = diagnosis.count(Warning.class);
        ExitStatus status = diagnosis.status();
        String counts = troubles == 0 && warnings == 0
                ? "Nothing is wrong"
                : Words.count(troubles, "trouble") + ", " + Words.count(warnings, "warning");
        return counts + ". Exit status " + status.code() + ": " + status.words() + ".";
    }

    private static String wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && INDENT + line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return String.join("\n" + " ".repeat(INDENT), lines);
    }
}
