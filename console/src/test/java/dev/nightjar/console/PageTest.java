package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.LocalIdentifyQueue;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page in a real Chromium. What was seen of times is printed, as a busy machine may take any. */
@Timeout(300)
class PageTest {

    private static final String ENTER = "\uE007";
    private static final String ESCAPE = "\uE00C";
    private static final String RIGHT = "\uE014";

    @SuppressWarnings("NullAway") // set before each test that uses it, or the test is skipped
    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        browser = Browser.start();
    }

    @AfterAll
    static void quitBrowser() throws IOException, InterruptedException {
        if (browser != null) {
            browser.quit();
        }
    }

    /** Leaves the page, which has complained of nothing and asked nobody but its own server. */
    private static void leave() throws IOException, InterruptedException {
        leave("");
    }

    /** The same, but it may have complained of requests for a certain path. */
    private static void leave(String expected) throws IOException, InterruptedException {
        browser.go(URI.create("data:,"));
        assertThat(browser.complaints())
                .filteredOn(complaint -> expected.isEmpty() || !complaint.contains(expected))
                .isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allSatisfy(url -> assertThat(url.getHost()).isEqualTo("127.0.0.1"));
    }

    @Test
    void tenShardsLogInAndOneThatIsResetIsSeenInItsCellAndItsTimeline() throws IOException, InterruptedException {
        try (SimulatedGateway gateway = SimulatedGateway.builder()
                        .guilds(30)
                        .eventsPerSecond(20)
                        .limitIdentifies(false)
                        .start();
                Fleet fleet = fleet(gateway);
                Console console = Console.open(fleet, 0)) {
            Thread.ofVirtual().start(() -> {
                for (ShardEvent next : fleet.events()) {
                    console.count(next);
                }
            });
            browser.look(1440, 1150, "dark");
            browser.go(console.url());
            browser.await("document.querySelectorAll('.cell[data-state=ACTIVE]').length === 10");
            browser.await("document.getElementById('f-active').textContent === '10'");
            browser.await("document.querySelectorAll('#types li').length > 0");
            browser.await("document.querySelectorAll('#guilds li').length > 0");

            SimulatedSession seventh = gateway.sessions().stream()
                    .filter(session -> session.shard() == 7)
                    .findFirst()
                    .orElseThrow();
            long began = System.nanoTime();
            seventh.faults().reset();
            browser.await(
                    "document.querySelector('[data-key=\"7/10\"] .trouble').textContent.includes('connection lost')");
            System.out.println(
                    "A reset was seen in the cell after " + (System.nanoTime() - began) / 1_000_000 + " ms.");
            browser.await("[...document.querySelectorAll('#ends tr')].some(row =>"
                    + " row.textContent.includes('connection lost') && row.textContent.includes('resumed after'))");
            browser.await("document.getElementById('news').textContent.includes('Shard 7: connection lost')");

            browser.run("document.querySelector('[data-key=\"7/10\"]').focus()");
            browser.press(ENTER);
            browser.await("document.getElementById('life-title').textContent === 'Shard 7 of 10'");
            browser.await("['connection lost', 'resumed after'].every(words =>"
                    + " document.getElementById('life-entries').textContent.includes(words))");
            browser.await("document.querySelectorAll('#life-band i').length > 0");
            browser.await("document.getElementById('life-facts').textContent.includes('Ended: connection lost')");

            browser.press(ESCAPE);
            browser.await("document.getElementById('life').hidden");
            assertThat(browser.run("document.activeElement.dataset.key")).isEqualTo("7/10");
            browser.press(RIGHT);
            assertThat(browser.run("document.activeElement.dataset.key")).isEqualTo("8/10");
            leave();
        }
    }

    @Test
    void aTimelineThatIsOpenGoesOn() throws IOException, InterruptedException {
        Readings shard = new Readings(0, 1);
        try (Console console = Console.open(() -> List.of(shard.read()), ConsoleSettings.onLoopback(0))) {
            browser.look(1440, 1150, "dark");
            browser.go(console.url());
            browser.await("document.querySelector('.cell')");
            browser.run("document.querySelector('.cell').click()");
            browser.await("document.getElementById('life-entries').children.length === 1");

            shard.end(Cause.GATEWAY_SILENT);

            browser.await("document.getElementById('life-entries').textContent.includes('gateway went silent')");
            leave();
        }
    }

    @Test
    void cellsAreSearchedAndSorted() throws IOException, InterruptedException {
        List<Readings> shards = readings(40);
        shards.get(17).state = ShardState.FAILED;
        shards.get(5).latency = 900;
        shards.get(23).backlog = 4_000;
        try (Console console = Console.open(source(shards), ConsoleSettings.onLoopback(0))) {
            browser.look(1440, 1150, "light");
            browser.go(console.url());
            browser.await("document.querySelectorAll('.cell').length === 40");

            search("failed");
            browser.await(shown("17"));
            search("5");
            browser.await(shown("5"));
            search(Long.toUnsignedString((23L + 40 * 1_000_000) << 22));
            browser.await(shown("23"));
            search("");
            browser.await("document.querySelectorAll('.cell:not([hidden])').length === 40");

            sort("latency");
            browser.await("document.querySelector('.cell').dataset.key === '5/40'");
            sort("backlog");
            browser.await("document.querySelector('.cell').dataset.key === '23/40'");
            sort("state");
            browser.await("document.querySelector('.cell').dataset.key === '17/40'");
            sort("number");
            browser.await("document.querySelector('.cell').dataset.key === '0/40'");
            leave();
        }
    }

    @Test
    void aConsoleThatGoesAwayAndComesBackIsFollowed() throws IOException, InterruptedException {
        List<Readings> shards = readings(3);
        Console first = Console.open(source(shards), ConsoleSettings.onLoopback(0));
        browser.look(1440, 1150, "dark");
        browser.go(first.url());
        browser.await("document.getElementById('link').dataset.link === 'live'");

        first.close();
        browser.await("document.getElementById('link').dataset.link === 'lost'");

        try (Console second = Console.open(source(readings(5)), ConsoleSettings.at(first.address()))) {
            assertThat(second.url()).isEqualTo(first.url());
            browser.await("document.querySelectorAll('.cell').length === 5");
            browser.await("document.getElementById('link').dataset.link === 'live'");
            leave("/events"); // the server was away
        }
    }

    @Test
    void aPhoneScrollsInOneDirectionOnly() throws IOException, InterruptedException {
        try (Console console = Console.open(source(readings(30)), ConsoleSettings.onLoopback(0))) {
            browser.look(390, 844, "light");
            browser.go(console.url());
            browser.await("document.querySelectorAll('.cell').length === 30");

            assertThat(browser.run("document.documentElement.scrollWidth")).isEqualTo(390);
            browser.await("document.querySelector('.cell').getBoundingClientRect().width > 100");
            browser.await("document.querySelector('.cell').checkVisibility()");
            browser.run("document.querySelector('.cell').click()");
            browser.await("document.getElementById('life').getBoundingClientRect().width === 390");
            leave();
        }
    }

    @Test
    void theThemeIsThatOfTheSystemUntilOneIsChosen() throws IOException, InterruptedException {
        try (Console console = Console.open(source(readings(1)), ConsoleSettings.onLoopback(0))) {
            browser.look(1440, 1150, "light");
            browser.go(console.url());
            String ground = "getComputedStyle(document.body).backgroundColor";
            browser.await(ground + " === 'rgb(243, 243, 239)'");
            browser.look(1440, 1150, "dark");
            browser.await(ground + " === 'rgb(14, 18, 22)'");

            browser.run("document.getElementById('theme').click()");
            browser.run("document.getElementById('theme').click()");
            browser.await(ground + " === 'rgb(243, 243, 239)'");
            browser.run("localStorage.clear()");
            leave();
        }
    }

    @Test
    void allThatCanBeUsedHasAName() throws IOException, InterruptedException {
        try (Console console = Console.open(source(readings(3)), ConsoleSettings.onLoopback(0))) {
            browser.look(1440, 1150, "dark");
            browser.go(console.url());
            browser.await("document.querySelectorAll('.cell').length === 3");
            browser.run("document.querySelector('.cell').click()");

            assertThat(browser.run(
                            "[...document.querySelectorAll('button, input, select, [role=img], [role=dialog], section')]"
                                    + ".filter(node => !(node.getAttribute('aria-label') || node.getAttribute('aria-labelledby')"
                                    + " || node.labels?.length || node.textContent.trim())).length"))
                    .isEqualTo(0);
            assertThat(browser.run("document.querySelector('.cell').textContent"))
                    .asString()
                    .startsWith("Shard 0active");
            assertThat(browser.run("document.querySelectorAll('.cell[tabindex=\"0\"]').length"))
                    .isEqualTo(1);
            leave();
        }
    }

    @Test
    void aThousandShardsAreDrawn() throws IOException, InterruptedException {
        List<Readings> shards = readings(1_000);
        Random random = new Random(42);
        AtomicInteger looks = new AtomicInteger();
        FleetSource busy = () -> {
            for (Readings shard : shards) {
                shard.receive(EventType.MESSAGE_CREATE, random.nextInt(40));
                shard.latency = 30 + random.nextInt(60);
                shard.backlog = random.nextInt(20) == 0 ? random.nextInt(500) : 0;
                if (random.nextInt(400) == 0) {
                    shard.end(Cause.CONNECTION_LOST);
                    shard.resumed++;
                }
            }
            looks.incrementAndGet();
            return shards.stream().map(Readings::read).toList();
        };
        try (Console console = Console.open(busy, ConsoleSettings.onLoopback(0))) {
            browser.look(1440, 1150, "dark");
            browser.go(console.url());
            browser.await("document.querySelectorAll('.cell').length === 1000");

            int before = looks.get();
            Object frames = browser.runAsync("""
                    const gaps = [];
                    let last = performance.now();
                    const end = last + 5000;
                    requestAnimationFrame(function frame(at) {
                      gaps.push(at - last);
                      last = at;
                      if (at < end) return requestAnimationFrame(frame);
                      gaps.shift();
                      gaps.sort((a, b) => a - b);
                      const sum = gaps.reduce((a, b) => a + b, 0);
                      done((1000 * gaps.length / sum).toFixed(1) + " frames a second, 99 % within "
                        + gaps[Math.floor(gaps.length * 0.99)].toFixed(0) + " ms, the longest " + gaps.at(-1).toFixed(0) + " ms");
                    });
                    """);
            System.out.println("1,000 shards: " + frames + ", " + (looks.get() - before) + " looks meanwhile.");

            assertThat(browser.run("document.querySelector('.cell .rate').textContent"))
                    .asString()
                    .endsWith("/s");
            leave();
        }
    }

    private static void search(String text) throws IOException, InterruptedException {
        browser.run("const box = document.getElementById('search');\nbox.value = '" + text
                + "';\nbox.dispatchEvent(new Event('input'));");
    }

    private static void sort(String by) throws IOException, InterruptedException {
        browser.run("const box = document.getElementById('sort');\nbox.value = '" + by
                + "';\nbox.dispatchEvent(new Event('change'));");
    }

    /** That only the cell of this shard is to be seen. */
    private static String shown(String number) {
        return "[...document.querySelectorAll('.cell:not([hidden])')].map(cell => cell.dataset.key.split('/')[0]).join() === '"
                + number + "'";
    }

    private static List<Readings> readings(int total) {
        List<Readings> shards = new ArrayList<>();
        for (int number = 0; number < total; number++) {
            shards.add(new Readings(number, total));
        }
        return shards;
    }

    private static FleetSource source(List<Readings> shards) {
        return () -> shards.stream().map(Readings::read).toList();
    }

    private static Fleet fleet(SimulatedGateway gateway) {
        return Fleet.open(
                ShardRange.all(10),
                GatewayConfig.builder("any")
                        .gatewayUrl(gateway.url())
                        .intents(Intent.unprivileged())
                        .identifyQueue(LocalIdentifyQueue.of(new SessionStartLimit(1_000, 1_000, Duration.ZERO, 0)))
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                        .log(Level.OFF)
                        .build());
    }
}
