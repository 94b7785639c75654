package dev.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.metrics.examples.Observed;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page on metrics, docs/metrics.md, says what the code does. Runs in the module's folder, as Maven does. */
@Timeout(120)
class MetricsPageTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");

    @Test
    void itsTableHasEachMeterAsItIsInTheRegistryAndInAScrape() throws IOException {
        try (ScrapedFleet bot = ScrapedFleet.open(1)) {
            String scrape = bot.scrape();
            Set<String> rows = bot.registry.getMeters().stream()
                    .map(meter -> row(meter, bot.registry))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(page().lines().filter(line -> line.startsWith("| `nightjar.")))
                    .containsExactlyElementsOf(rows);
            Set<String> named = rows.stream()
                    .flatMap(row ->
                            Pattern.compile("`(nightjar_\\w+)`").matcher(row).results())
                    .map(name -> name.group(1))
                    .collect(Collectors.toSet());
            assertThat(ScrapedFleet.figures(scrape).keySet().stream()
                            .map(series -> series.replaceAll("\\{.*", ""))
                            .collect(Collectors.toSet()))
                    .isEqualTo(named);
        }
    }

    private static String row(Meter meter, PrometheusMeterRegistry registry) {
        Meter.Id id = meter.getId();
        String scraped = id.getConventionName(registry.config().namingConvention())
                + (id.getType() == Meter.Type.COUNTER ? "_total" : "");
        boolean isTimer = id.getType() == Meter.Type.TIMER;
        return String.join(
                " | ",
                "| `" + id.getName() + "`",
                isTimer ? "`" + scraped + "_count`, `" + scraped + "_sum`" : "`" + scraped + "`",
                id.getType().name().toLowerCase(Locale.ROOT),
                id.getBaseUnit() == null ? (isTimer ? "seconds" : "") : id.getBaseUnit(),
                id.getTags().stream()
                        .map(Tag::getKey)
                        .map(key -> "`" + key + "`")
                        .collect(Collectors.joining(", ")),
                id.getDescription() + " |");
    }

    @Test
    void itsScrapeIsOneThatABotHasGiven() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(1)) {
            bot.next(Ready.class);
            bot.session(0).dispatch("MESSAGE_CREATE", "{\"id\":\"1\"}");
            List<String> scraped =
                    bot.scrape().lines().map(MetricsPageTest::withoutFigure).toList();

            assertThat(block("text").lines().map(MetricsPageTest::withoutFigure))
                    .hasSizeGreaterThan(10)
                    .isSubsetOf(scraped);
        }
    }

    private static String withoutFigure(String line) {
        return line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' '));
    }

    @Test
    void itsProgramsAreThoseOfTheExamples() throws IOException {
        String example = withoutBlanks(
                        Files.readString(Path.of("src/test/java/dev/nightjar/metrics/examples/Observed.java")))
                .replaceAll("//@end//@startregion=\"\\w+\"", "");
        List<String> blocks = blocks("java");

        assertThat(blocks).hasSize(3);
        assertThat(example)
                .contains(blocks.stream().map(MetricsPageTest::withoutBlanks).toList());
    }

    @Test
    void theProgramOfThePageAnswersScrapesAndProbes() throws Exception {
        try (ScrapedFleet bot = ScrapedFleet.open(1);
                HttpClient client = HttpClient.newHttpClient()) {
            bot.next(Ready.class);
            HttpServer server = Observed.serve(bot.fleet, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try {
                assertThat(get(client, server, "/metrics").body()).contains("nightjar_shard_active{shard=\"0\"} 1.0");
                assertThat(get(client, server, "/ready").body()).isEqualTo("UP: 1 of 1 shard has a session.\n");
                assertThat(get(client, server, "/live").statusCode()).isEqualTo(200);

                bot.fleet.close();

                assertThat(get(client, server, "/ready").statusCode()).isEqualTo(503);
                assertThat(get(client, server, "/live").statusCode()).isEqualTo(200);
            } finally {
                server.stop(0);
            }
        }
    }

    private static HttpResponse<String> get(HttpClient client, HttpServer server, String path) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String block(String language) throws IOException {
        return blocks(language).getFirst();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(page())
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }
}
