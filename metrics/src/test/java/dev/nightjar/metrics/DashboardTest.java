package dev.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard for Grafana asks for what a scrape has. Runs in the module's folder, as Maven does. */
@Timeout(120)
class DashboardTest {

    private static final Path DASHBOARD = Path.of("../docs/grafana-dashboard.json");

    /** The functions and words of PromQL that the dashboard uses. */
    private static final Set<String> WORDS = Set.of(
            "and",
            "by",
            "count",
            "histogram_quantile",
            "increase",
            "max",
            "min",
            "on",
            "or",
            "rate",
            "sum",
            "topk",
            "vector");

    /** Those of them that leave no labels but the ones that they group by. */
    private static final Set<String> AGGREGATIONS = Set.of("count", "max", "min", "sum");

    /** Labels that Prometheus adds to what it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern SELECTOR = Pattern.compile("(\\w+)\\s*\\{([^}]*)}");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w$])[A-Za-z_]\\w*");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+)(?:\\{[^}]*})?, (\\w+)\\)");

    /** The labels of each metric in a scrape. */
    private static final Map<String, Set<String>> SCRAPED = new HashMap<>();

    @BeforeAll
    static void scrape() {
        try (ScrapedFleet bot = ScrapedFleet.open(1)) {
            SCRAPED.putAll(labels(bot.scrape()));
        }
    }

    private static Map<String, Set<String>> labels(String scrape) {
        Map<String, Set<String>> metrics = new HashMap<>();
        ScrapedFleet.figures(scrape).keySet().forEach(series -> {
            Set<String> labels = metrics.computeIfAbsent(series.replaceAll("\\{.*", ""), name -> new HashSet<>());
            Pattern.compile("[{,](\\w+)=").matcher(series).results().forEach(label -> labels.add(label.group(1)));
        });
        return metrics;
    }

    static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (Map<?, ?> panel : panels()) {
            for (Object target : list(panel, "targets")) {
                Map<?, ?> query = (Map<?, ?>) target;
                queries.add(new Query(String.valueOf(query.get("expr")), String.valueOf(query.get("legendFormat"))));
            }
        }
        return queries;
    }

    record Query(String expression, String legend) {}

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryNamesOnlyWhatAScrapeHas(Query query) {
        assertThat(problems(query.expression, query.legend)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(nightjar_shard_activ)",
                "sum(nightjar_shard_active{type=\"READY\"})",
                "sum by (cause) (nightjar_shard_active)",
                "average(nightjar_shard_active)",
                "1"
            })
    void aWrongQueryWouldBeFound(String expression) {
        assertThat(problems(expression, "")).isNotEmpty();
    }

    @Test
    void aWrongLegendWouldBeFound() {
        assertThat(problems("sum(nightjar_shard_active)", "{{cause}}")).isNotEmpty();
        assertThat(problems("nightjar_shard_active", "{{shard}}")).isEmpty();
    }

    /** What is wrong with a query. */
    private static List<String> problems(String expression, String legend) {
        List<String> problems = new ArrayList<>();
        String bare =
                RANGE.matcher(STRING.matcher(expression).replaceAll("\"\"")).replaceAll("");
        for (MatchResult selector : SELECTOR.matcher(bare).results().toList()) {
            Set<String> labels = SCRAPED.getOrDefault(selector.group(1), Set.of());
            names(selector.group(2))
                    .filter(name -> !labels.contains(name) && !OF_PROMETHEUS.contains(name))
                    .forEach(name -> problems.add(selector.group(1) + " has no label " + name));
        }
        bare = SELECTOR.matcher(bare).replaceAll("$1");
        Set<String> groupings = GROUPING.matcher(bare)
                .results()
                .flatMap(grouping -> names(grouping.group(1)))
                .collect(Collectors.toSet());
        bare = GROUPING.matcher(bare).replaceAll(" ");
        Set<String> labels = new HashSet<>(OF_PROMETHEUS);
        Set<String> metrics = new HashSet<>();
        names(bare).filter(name -> !WORDS.contains(name)).forEach(name -> {
            if (SCRAPED.containsKey(name)) {
                metrics.add(name);
                labels.addAll(SCRAPED.get(name));
            } else {
                problems.add(name + " is neither scraped nor a word of PromQL");
            }
        });
        groupings.stream().filter(name -> !labels.contains(name)).forEach(name -> problems.add("no label " + name));
        boolean aggregates = names(bare).anyMatch(AGGREGATIONS::contains);
        LEGEND.matcher(legend)
                .results()
                .map(label -> label.group(1))
                .filter(name -> !(aggregates ? groupings : labels).contains(name))
                .forEach(name -> problems.add("the legend has no label " + name));
        if (metrics.isEmpty()) {
            problems.add("nothing is asked for");
        }
        return problems;
    }

    private static Stream<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group);
    }

    @Test
    void eachMetricOfAScrapeIsOnTheDashboardOrNotMeantForIt() throws IOException {
        String all = queries().stream().map(Query::expression).collect(Collectors.joining("\n"));

        assertThat(SCRAPED.keySet().stream().filter(metric -> !all.contains(metric)))
                .containsExactlyInAnyOrder(
                        "nightjar_shard_uptime_seconds",
                        "nightjar_shard_answer_age_seconds",
                        "nightjar_shard_opened_connections_total",
                        "nightjar_shard_failed_dials_total",
                        "nightjar_shard_lost_sessions_total",
                        "nightjar_shard_other_payloads_total",
                        "nightjar_shard_sent_heartbeats_total",
                        "nightjar_shard_answered_heartbeats_total",
                        "nightjar_shard_stalls_seconds_count");
    }

    @Test
    void itsVariablesAskForWhatAScrapeHas() throws IOException {
        Map<?, ?> templating = map(dashboard(), "templating");
        List<?> variables = list(templating, "list");

        assertThat(variables).hasSize(2).allSatisfy(variable -> {
            Matcher query = LABEL_VALUES.matcher(String.valueOf(((Map<?, ?>) variable).get("definition")));
            assertThat(query.matches()).isTrue();
            assertThat(SCRAPED).containsKey(query.group(1));
            assertThat(OF_PROMETHEUS.contains(query.group(2))
                            || SCRAPED.getOrDefault(query.group(1), Set.of()).contains(query.group(2)))
                    .isTrue();
        });
    }

    @Test
    void itAsksForTheDataSourceWhenItIsImported() throws IOException {
        assertThat(list(dashboard(), "__inputs"))
                .singleElement()
                .satisfies(input -> assertThat(((Map<?, ?>) input).get("name")).isEqualTo("DS_PROMETHEUS"));
        Matcher uid = Pattern.compile("\"uid\": *(\\S+?),?\\s").matcher(Files.readString(DASHBOARD));
        assertThat(uid.results().map(each -> each.group(1)).distinct())
                .containsExactlyInAnyOrder("\"${DS_PROMETHEUS}\"", "\"nightjar-shards\"");
    }

    @Test
    void itsPanelsHaveNumbersOfTheirOwnAndDoNotOverlap() throws IOException {
        Set<Object> numbers = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (Map<?, ?> panel : panels()) {
            assertThat(numbers.add(panel.get("id"))).isTrue();
            Map<?, ?> place = map(panel, "gridPos");
            int left = number(place, "x");
            int top = number(place, "y");
            for (int x = left; x < left + number(place, "w"); x++) {
                assertThat(x).isLessThan(24);
                for (int y = top; y < top + number(place, "h"); y++) {
                    assertThat(taken.add(x + "," + y))
                            .as("%s at %s,%s", panel.get("title"), x, y)
                            .isTrue();
                }
            }
        }
    }

    private static List<Map<?, ?>> panels() throws IOException {
        return list(dashboard(), "panels").stream()
                .<Map<?, ?>>map(panel -> (Map<?, ?>) panel)
                .toList();
    }

    private static Map<?, ?> map(Map<?, ?> of, String key) {
        return (Map<?, ?>) Objects.requireNonNull(of.get(key), key);
    }

    private static int number(Map<?, ?> of, String key) {
        return (Integer) Objects.requireNonNull(of.get(key), key);
    }

    private static List<?> list(Map<?, ?> of, String key) {
        Object list = of.get(key);
        return list == null ? List.of() : (List<?>) list;
    }

    private static Map<String, Object> dashboard() throws IOException {
        return JSON.std.mapFrom(Files.readString(DASHBOARD));
    }
}
