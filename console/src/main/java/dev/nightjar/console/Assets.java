package dev.nightjar.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files of the page, which are in the jar, by their paths on the server. */
final class Assets {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("/", "index.html"),
            Map.entry("/console.css", "console.css"),
            Map.entry("/console.js", "console.js"),
            Map.entry("/cells.js", "cells.js"),
            Map.entry("/plots.js", "plots.js"),
            Map.entry("/lists.js", "lists.js"),
            Map.entry("/life.js", "life.js"),
            Map.entry("/words.js", "words.js"),
            Map.entry("/icon.svg", "icon.svg"),
            Map.entry("/uplot/uPlot.esm.js", "uplot/uPlot.esm.js"),
            Map.entry("/uplot/uPlot.min.css", "uplot/uPlot.min.css"),
            Map.entry("/uplot/LICENSE.txt", "uplot/LICENSE"));

    private final Map<String, Asset> files;

    private Assets(Map<String, Asset> files) {
        this.files = files;
    }

    /** A file: its media type, its tag and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and read by nobody but the server
    record Asset(String type, String tag, byte[] bytes) {}

    static Assets load() {
        Map<String, Asset> files = new LinkedHashMap<>();
        FILES.forEach((path, name) -> {
            try (InputStream in = Assets.class.getResourceAsStream("page/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("The jar of the console lacks its file page/" + name);
                }
                byte[] bytes = in.readAllBytes();
                String ending = path.equals("/") ? "html" : path.substring(path.lastIndexOf('.') + 1);
                files.put(path, new Asset(TYPES.getOrDefault(ending, "application/octet-stream"), tag(bytes), bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Assets(files);
    }

    Optional<Asset> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        }
    }
}
