package dev.nightjar.console;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Chromium without a window, by way of its driver and the few commands of WebDriver that the tests need. The driver is
 * the one that the environment variable {@code NIGHTJAR_CHROMEDRIVER} names, or one on the PATH. Where there is none the test is
 * skipped, unless {@code NIGHTJAR_CHROMIUM_REQUIRED} is {@code true}.
 */
final class Browser {

    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    // No sandbox, as CI is root; and nothing that asks other hosts for something by itself.
    private static final List<String> ARGUMENTS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--force-prefers-reduced-motion",
            "--window-size=1440,1150");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final Path profile;
    private final String session;

    private Browser(Process driver, int port, Path profile) throws IOException, InterruptedException {
        this.driver = driver;
        this.profile = profile;
        List<String> arguments = Stream.concat(ARGUMENTS.stream(), Stream.of("--user-data-dir=" + profile))
                .toList();
        Map<String, Object> capabilities = Map.of(
                "goog:chromeOptions",
                Map.of("args", arguments),
                "goog:loggingPrefs",
                Map.of("browser", "ALL", "performance", "ALL"));
        String base = "http://127.0.0.1:" + port + "/session";
        Object value =
                Objects.requireNonNull(call("POST", base, Map.of("capabilities", Map.of("alwaysMatch", capabilities))));
        this.session = base + "/" + Objects.requireNonNull(((Map<?, ?>) value).get("sessionId"));
    }

    /** Starts a Chromium, or skips the test. */
    static Browser start() throws IOException, InterruptedException {
        String program = find();
        if (program == null) {
            String what = "No chromedriver was found: .ci/chromium installs it and Chromium on Debian, or name it in"
                    + " NIGHTJAR_CHROMEDRIVER";
            if ("true".equals(System.getenv("NIGHTJAR_CHROMIUM_REQUIRED"))) {
                fail(what);
            }
            abort(what + "; so this test is skipped");
        }
        Path profile = Files.createTempDirectory("nightjar-chromium-");
        Process driver = new ProcessBuilder(program, "--port=0")
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                Thread.ofVirtual().start(() -> drain(lines));
                return new Browser(driver, Integer.parseInt(port.group(1)), profile);
            }
        }
        driver.destroy();
        throw new IOException(program + " has ended without a port");
    }

    private static void drain(BufferedReader lines) {
        try (lines) {
            lines.lines().forEach(line -> {});
        } catch (IOException | java.io.UncheckedIOException e) {
            // The driver has ended.
        }
    }

    private static @Nullable String find() {
        String named = System.getenv("NIGHTJAR_CHROMEDRIVER");
        if (named != null && !named.isBlank()) {
            return named;
        }
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromedriver"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    void go(URI url) throws IOException, InterruptedException {
        command("POST", "/url", Map.of("url", url.toString()));
    }

    /** The value of an expression or of a script that returns one. */
    @Nullable
    Object run(String script) throws IOException, InterruptedException {
        String body = script.startsWith("return ") || script.contains("\n") ? script : "return " + script;
        return command("POST", "/execute/sync", Map.of("script", body, "args", List.of()));
    }

    /** The value that a script passes to its only argument, {@code done}. */
    @Nullable
    Object runAsync(String script) throws IOException, InterruptedException {
        return command(
                "POST", "/execute/async", Map.of("script", "const done = arguments[0];" + script, "args", List.of()));
    }

    /** Waits until an expression is true, looking at it in each frame; the test's own timeout ends the wait. */
    void await(String expression) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!Boolean.TRUE.equals(runAsync("const end = performance.now() + 1000;"
                + "(function look() { const seen = !!(" + expression + ");"
                + "if (seen || performance.now() > end) done(seen); else requestAnimationFrame(look); })();"))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not so after " + DEADLINE + ": " + expression);
            }
        }
    }

    /** Presses keys, one after the other; the names are those of WebDriver's codes or single characters. */
    void press(String... keys) throws IOException, InterruptedException {
        List<Map<String, Object>> actions = Arrays.stream(keys)
                .flatMap(key ->
                        Stream.of("keyDown", "keyUp").map(type -> Map.<String, Object>of("type", type, "value", key)))
                .toList();
        command(
                "POST",
                "/actions",
                Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", actions))));
    }

    /** A size of the page and a scheme of colours, {@code dark} or {@code light}. */
    void look(int width, int height, String scheme) throws IOException, InterruptedException {
        devtools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        devtools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private void devtools(String name, Map<String, Object> parameters) throws IOException, InterruptedException {
        command("POST", "/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
    }

    byte[] screenshot() throws IOException, InterruptedException {
        return Base64.getDecoder().decode((String) Objects.requireNonNull(command("GET", "/screenshot", null)));
    }

    /** What the page has written to its console, and what the browser has complained of, since this was last called. */
    List<String> complaints() throws IOException, InterruptedException {
        return log("browser");
    }

    /** The URLs of hosts that were asked for since this was last called, without pages of the browser itself. */
    List<URI> requests() throws IOException, InterruptedException {
        Pattern url = Pattern.compile("\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"(.*?)\"");
        return log("performance").stream()
                .map(url::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .filter(found -> found.startsWith("http") || found.startsWith("ws"))
                .map(URI::create)
                .toList();
    }

    private List<String> log(String type) throws IOException, InterruptedException {
        List<?> entries = (List<?>) Objects.requireNonNull(command("POST", "/se/log", Map.of("type", type)));
        return entries.stream()
                .map(entry -> String.valueOf(((Map<?, ?>) entry).get("message")))
                .toList();
    }

    private @Nullable Object command(String method, String path, @Nullable Map<String, Object> body)
            throws IOException, InterruptedException {
        return call(method, session + path, body);
    }

    private @Nullable Object call(String method, String url, @Nullable Map<String, Object> body)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.std.asString(body));
        String answer = http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(DEADLINE)
                                .method(method, content)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Object value = new LinkedHashMap<>(JSON.std.mapFrom(answer)).get("value");
        if (value instanceof Map<?, ?> map && map.containsKey("error")) {
            throw new IOException(map.get("error") + ": " + map.get("message"));
        }
        return value;
    }

    /** Ends the browser and its driver. */
    void quit() throws IOException, InterruptedException {
        try {
            call("DELETE", session, null);
        } finally {
            driver.destroy();
            driver.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
