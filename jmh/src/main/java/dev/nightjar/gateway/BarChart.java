package dev.nightjar.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chart of horizontal bars in groups, as SVG. Immutable but for {@link #group}; confined to its maker. */
final class BarChart {

    private static final List<String> COLOURS = List.of("#2a6fbb", "#d9822b", "#5a9e6f", "#8c6bb1");
    private static final int WIDTH = 860;
    private static final int LABELS = 230;
    private static final int BAR = 15;
    private static final int GAP = 12;
    private static final int TOP = 62;
    private static final int ROOM_FOR_VALUE = 80;

    private record Group(String label, List<Double> values) {}

    private final String title;
    private final boolean logarithmic;
    private final List<String> series;
    private final List<Group> groups = new ArrayList<>();

    /** A chart whose groups have a bar for each series. Logarithmic is for values that differ by powers of ten. */
    BarChart(String title, boolean logarithmic, List<String> series) {
        this.title = title;
        this.logarithmic = logarithmic;
        this.series = series;
    }

    /** Adds a group; NaN is a bar that is not there. */
    void group(String label, List<Double> values) {
        groups.add(new Group(label, values));
    }

    String svg() {
        int height = TOP + groups.size() * (series.size() * BAR + GAP) + GAP;
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'",
                WIDTH,
                height,
                WIDTH,
                height);
        line(svg, " font-family='sans-serif' font-size='12' fill='#222'>");
        line(svg, "<rect width='%d' height='%d' fill='#fff'/>", WIDTH, height);
        line(svg, "<text x='16' y='24' font-size='15' font-weight='bold'>%s</text>", escaped(title));
        legend(svg);
        int y = TOP;
        for (Group group : groups) {
            line(
                    svg,
                    "<text x='%d' y='%d' text-anchor='end'>%s</text>",
                    LABELS - 8,
                    y + series.size() * BAR / 2 + 4,
                    escaped(group.label()));
            for (int i = 0; i < series.size(); i++) {
                bar(svg, y + i * BAR, COLOURS.get(i), group.values().get(i));
            }
            y += series.size() * BAR + GAP;
        }
        line(svg, "<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='#888'/>", LABELS, TOP - 4, LABELS, y - GAP + 4);
        return svg.append("</svg>\n").toString();
    }

    private void legend(StringBuilder svg) {
        int x = 16;
        for (int i = 0; i < series.size(); i++) {
            line(svg, "<rect x='%d' y='36' width='11' height='11' fill='%s'/>", x, COLOURS.get(i));
            line(svg, "<text x='%d' y='46'>%s</text>", x + 16, escaped(series.get(i)));
            x += 40 + 7 * series.get(i).length();
        }
        if (logarithmic) {
            line(svg, "<text x='%d' y='46' text-anchor='end' fill='#666'>logarithmic</text>", WIDTH - 16);
        }
    }

    private void bar(StringBuilder svg, int y, String colour, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        int length = (int) Math.round(share(value) * (WIDTH - LABELS - ROOM_FOR_VALUE));
        line(
                svg,
                "<rect x='%d' y='%d' width='%d' height='%d' fill='%s'/>",
                LABELS,
                y,
                Math.max(1, length),
                BAR - 2,
                colour);
        line(svg, "<text x='%d' y='%d' font-size='11'>%s</text>", LABELS + length + 5, y + BAR - 4, Page.number(value));
    }

    private double share(double value) {
        double max = groups.stream()
                .flatMap(group -> group.values().stream())
                .filter(any -> !any.isNaN())
                .max(Double::compare)
                .orElse(1.0);
        return logarithmic ? Math.log1p(value) / Math.log1p(max) : value / max;
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
