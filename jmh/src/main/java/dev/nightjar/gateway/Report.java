package dev.nightjar.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Turns the results of a run into {@code RESULTS.md} with its plots: first the answers that matter most, then what they are made of. */
public final class Report {

    private Report() {}

    /** Takes the folder of the results and the one to write to. */
    public static void main(String[] arguments) throws IOException {
        Figures figures = Figures.read(Path.of(arguments[0]));
        Page page = new Page(Files.createDirectories(Path.of(arguments[1])));
        page.heading("# Results");
        page.say(
                "Made by `jmh/run`; do not edit. How it is measured, and what the profiles show, is in [README.md](README.md).");
        machine(figures.row("machine"), page);
        new Bounds(figures).write(page);
        new Floors(figures).write(page);
        new WholeWayReport(figures, page).write();
        new ManyShardsReport(figures, page).write();
        new PartsReport(figures, page).write();
        page.write("RESULTS.md");
    }

    private static void machine(Map<String, Object> machine, Page page) {
        page.table("what", "this run's");
        for (String key : List.of("processor", "system", "jdk", "when", "loadBefore", "loadHalfway")) {
            page.line(key, String.valueOf(machine.get(key)));
        }
        page.endTable();
        page.say(
                "Times are medians of the iterations or rounds. Ratios are of the same run, those of the whole way of the same"
                        + " process and moment: a ratio says more than a time.");
    }
}
