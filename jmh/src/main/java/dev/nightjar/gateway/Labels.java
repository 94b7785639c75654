package dev.nightjar.gateway;

import java.util.Locale;
import java.util.Map;

/** How a report names the load of a row. */
final class Labels {

    private Labels() {}

    /** A row of the whole way. */
    static String load(Map<String, Object> row) {
        int shards = (Integer) row.get("shards");
        int perSecond = (Integer) row.get("perSecond");
        return (perSecond == 0 ? "" : String.format(Locale.ROOT, "%,d/s on each, ", perSecond))
                + (row.get("compression") + ", " + row.get("reading") + ", " + row.get("consumer"))
                        .toLowerCase(Locale.ROOT)
                + (shards == 1 ? "" : ", " + shards + " shards");
    }

    /** A row of idle shards. */
    static String idle(Map<String, Object> row) {
        return row.get("compression").toString().toLowerCase(Locale.ROOT) + ", the client's buffers of "
                + String.format(Locale.ROOT, "%,d", (Integer) row.get("bufferBytes")) + " bytes";
    }
}
