package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the doctor has found so far, in the order of the checks. Confined to the doctor's thread. */
final class Diagnosis {

    /** What one check has found. */
    record Entry(String check, Finding finding) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Consumer<Entry> listener;

    /** Tells the listener of each finding as it is made. */
    Diagnosis(Consumer<Entry> listener) {
        this.listener = listener;
    }

    /** Adds what a check has found. Whether none of it is a trouble. */
    boolean add(String check, List<Finding> findings) {
        for (Finding finding : findings) {
            Entry entry = new Entry(check, finding);
            entries.add(entry);
            listener.accept(entry);
        }
        return findings.stream().noneMatch(Trouble.class::isInstance);
    }

    boolean add(String check, Finding finding) {
        return add(check, List.of(finding));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The status of the first trouble, which is the cause of most that follow it; else whether there is a warning. */
    ExitStatus status() {
        for (Entry entry : entries) {
            if (entry.finding() instanceof Trouble trouble) {
                return trouble.status();
            }
        }
        return count(Warning.class) > 0 ? ExitStatus.WARNING : ExitStatus.WELL;
    }

    /** How many findings are of this kind. */
    long count(Class<? extends Finding> kind) {
        return entries.stream()
                .filter(entry -> kind.isInstance(entry.finding()))
                .count();
    }
}
