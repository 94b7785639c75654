package dev.nightjar.gateway.simulator;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The HTTP request with which a client opened its WebSocket.
 *
 * @param target path and query, as sent
 * @param headers the headers, names in lower case; of a repeated one the last
 */
public record UpgradeRequest(String target, Map<String, String> headers) {

    /** Keeps the headers as they are now. */
    public UpgradeRequest {
        headers = Map.copyOf(headers);
    }

    static UpgradeRequest of(FullHttpRequest request) {
        var headers = new TreeMap<String, String>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return new UpgradeRequest(request.uri(), headers);
    }

    /** {@return the path without the query} */
    public String path() {
        return new QueryStringDecoder(target).path();
    }

    /**
     * The value of a parameter of the query, if it is there.
     *
     * @param name its name
     * @return the decoded value
     */
    public Optional<String> parameter(String name) {
        return new QueryStringDecoder(target)
                .parameters().getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * The value of a header, whatever the case of its name.
     *
     * @param name its name
     * @return the value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
