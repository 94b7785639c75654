package dev.nightjar.cluster;

import dev.nightjar.cluster.ReportForm.Told;
import dev.nightjar.gateway.ShardId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pages in which a member tells another one of its shards, as many on each as fit into an answer. Pure. */
final class ReportPages {

    /** The order of the shards on the pages. */
    static final Comparator<ShardId> ORDER =
            Comparator.comparingInt(ShardId::total).thenComparingInt(ShardId::number);

    /** How much of an answer is full: with one more report it is still below what a courier takes. */
    private static final int FULL = 48 * 1_024;

    private ReportPages() {}

    /**
     * A page.
     *
     * @param shards what shards do, in order
     * @param more whether there is another page
     */
    record Page(List<Told> shards, boolean more) {}

    /** Where a member tells of its shards. */
    static String subject(String member) {
        return Request.subject(member) + ".reports";
    }

    /** The request for the shards behind this one, or for the first ones. */
    static String request(@Nullable ShardId after) {
        return after == null ? "{}" : "{\"after\":[" + after.number() + "," + after.total() + "]}";
    }

    /** Answers a request with as many shards as fit, and what is no request with none. No other shard is asked what it does. */
    static String answer(String request, Map<ShardId, Supplier<Told>> own) {
        try {
            return page(after(request), own);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return "{}";
        }
    }

    private static @Nullable ShardId after(String request) {
        Map<?, ?> fields = ReportForm.object(request);
        if (!fields.containsKey("after")) {
            return null;
        }
        List<Long> pair = ReportForm.numbers(fields, "after", 2);
        return new ShardId(Math.toIntExact(pair.get(0)), Math.toIntExact(pair.get(1)));
    }

    private static String page(@Nullable ShardId after, Map<ShardId, Supplier<Told>> own) {
        List<Supplier<Told>> left = own.entrySet().stream()
                .filter(shard -> after == null || ORDER.compare(shard.getKey(), after) > 0)
                .sorted(Entry.comparingByKey(ORDER))
                .map(Entry::getValue)
                .toList();
        StringBuilder shards = new StringBuilder();
        int told = 0;
        while (told < left.size() && shards.length() < FULL) {
            String report = ReportForm.write(left.get(told++).get());
            if (report.length() <= ReportForm.MAX_LENGTH) {
                shards.append(shards.isEmpty() ? "" : ",").append(report);
            }
        }
        return "{\"shards\":[" + shards + "],\"more\":" + (told < left.size()) + "}";
    }

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException when it is no page
     */
    static Page read(String answer) {
        Map<?, ?> fields = ReportForm.object(answer);
        if (!(fields.get("shards") instanceof List<?> shards)) {
            throw new IllegalArgumentException("The answer does not tell of shards");
        }
        return new Page(shards.stream().map(ReportForm::read).toList(), Boolean.TRUE.equals(fields.get("more")));
    }
}
