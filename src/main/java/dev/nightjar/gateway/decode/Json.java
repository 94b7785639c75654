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

    /** Discord's payloads nest a dozen levels. The decoder recurses, on a stack of the user's, so this is bounded. */
    private static final int MAX_NESTING = 200;

    /** The default pool is one per thread, which is no pool for virtual threads that decode one event each. */
    private static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.newConcurrentDequePool();

    // A string or a key is as long as its payload at most, which has a limit of its own. A number keeps the library's
    // limit of
    // 1,000 digits, as to read a longer one takes more time than its length.
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_NESTING)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    // What an exception quotes of a payload may be a voice server's token, and exceptions get into logs.
    private static final ErrorReportConfiguration ERRORS = ErrorReportConfiguration.builder()
            .maxErrorTokenLength(0)
            .maxRawContentLength(0)
            .build();

    /** Keys are few and come again and again: the factory knows them by their bytes. */
    private static final JsonFactory FACTORY = factory(true);

    // Maps are filled at once: "deferred" ones are checked for duplicates and so are filled at once too, only slower.
    // Without that check they would be deferred, and then two threads that read one map see half of it.
    private static final JSON ANYTHING = JSON.builder(FACTORY)
            .disable(JSON.Feature.USE_DEFERRED_MAPS)
            .disable(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS)
            .build();

    private Json() {}

    static JsonParser parser(byte[] json, boolean idsAsKeys) throws IOException {
        // Each id would grow the table of known keys, which costs three times the decode. So such a payload has a table
        // of its own, and that is a factory. With no table jackson would decode characters and know no positions of
        // bytes, which the decoder looks ahead from.
        return (idsAsKeys ? factory(false) : FACTORY).createParser(json);
    }

    /** Reads what comes: Map, List, String, Integer, Long, BigInteger, Double, Boolean. No map or list can be changed. */
    static Object anything(JsonParser parser) throws IOException {
        return unchangeable(ANYTHING.anyFrom(parser));
    }

    /** Inner maps and lists too, for events are shared between threads. */
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
