package dev.nightjar.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A page in Markdown, with plots beside it. Confined to its maker. */
final class Page {

    private final Path folder;
    private final StringBuilder text = new StringBuilder();

    /** A page that is written into this folder, and its plots into the folder {@code plots} of that. */
    Page(Path folder) {
        this.folder = folder;
    }

    void heading(String heading) {
        text.append(text.isEmpty() ? "" : "\n").append(heading).append("\n\n");
    }

    void say(String paragraph) {
        text.append(paragraph).append("\n\n");
    }

    void table(String... heads) {
        line(heads);
        text.append("|---".repeat(heads.length)).append("|\n");
    }

    void line(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    void endTable() {
        text.append('\n');
    }

    void plot(String name, BarChart chart) throws IOException {
        Path plots = Files.createDirectories(folder.resolve("plots"));
        Files.writeString(plots.resolve(name + ".svg"), chart.svg());
        text.append("\n![").append(name).append("](plots/").append(name).append(".svg)\n\n");
    }

    void write(String file) throws IOException {
        Files.writeString(folder.resolve(file), text.toString().stripTrailing() + "\n");
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Three digits that count, or all before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || size < 0.005 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
