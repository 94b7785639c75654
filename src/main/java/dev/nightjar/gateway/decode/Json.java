package dev.nightjar.gateway.decode;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The settings of the JSON library. Safe for any thread. */
final class Json {

    /**
     * The deepest nesting that is read. Discord's payloads have a dozen levels. The decoder recurses on the user's stack, so
     * the nesting needs a limit.
     */
    private static final int MAX_NESTING = 200;

    /** The default pool has one buffer per thread, which does not help virtual threads that decode one event each. */
    private static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.newConcurrentDequePool();

    // A string or a key is at most as long as its payload, which has its own limit. A number keeps the library's
    // limit of 1,000 digits, because the time to read a number grows faster than its length.
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_NESTING)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    // An exception must not quote the payload: the quote could be a voice server's token, and exceptions get into
    // logs.
    private static final ErrorReportConfiguration ERRORS = ErrorReportConfiguration.builder()
            .maxErrorTokenLength(0)
            .maxRawContentLength(0)
            .build();

    /** The factory finds keys by their bytes, because there are few different keys and they repeat. */
    private static final JsonFactory FACTORY = factory(true);

    // Maps are filled at once. "Deferred" maps are checked for duplicates, so they are filled at once too, only more
    // slowly. Without that check they would be filled at the first read, and two threads that read one map could see
    // an incomplete one.
    private static final JSON ANYTHING = JSON.builder(FACTORY)
            .disable(JSON.Feature.USE_DEFERRED_MAPS)
            .disable(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS)
            .build();

    private Json() {}

    static JsonParser parser(byte[] json, boolean idsAsKeys) throws IOException {
        // Each id that is a key would enlarge the table of known keys, which takes three times as long as the decode.
        // So such a payload has a table of its own, which means a factory of its own. Without a table Jackson would
        // decode characters and not know the byte positions, which the decoder needs to look ahead.
        return (idsAsKeys ? factory(false) : FACTORY).createParser(json);
    }

    /** Reads any value as Map, List, String, Integer, Long, BigInteger, Double, Boolean. The maps and lists are unmodifiable. */
    static Object anything(JsonParser parser) throws IOException {
        return unchangeable(ANYTHING.anyFrom(parser));
    }

    /** Makes inner maps and lists unmodifiable too, because threads share events. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    private static Object unchangeable(Object value) {
        if (value instanceof Map<?, ?>) {
            var map = (Map<String, Object>) value;
            map.replaceAll((name, inner) -> unchangeable(inner));
            return Collections.unmodifiableMap(map);
        }
        if (value instanceof List<?>) {
            var list = (List<Object>) value;
            list.replaceAll(Json::unchangeable);
            return Collections.unmodifiableList(list);
        }
        return value;
    }

    private static JsonFactory factory(boolean internsKeys) {
        return JsonFactory.builder()
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, internsKeys)
                .recyclerPool(BUFFERS)
                .streamReadConstraints(CONSTRAINTS)
                .errorReportConfiguration(ERRORS)
                .build();
    }
}
