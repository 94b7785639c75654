package dev.nightjar.console;

import com.sun.net.httpserver.HttpServer;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Disconnected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A page in the browser that shows what the shards of a bot do: their states, figures and the last hour, and the life of each.
 * It is served by this process, on its loopback address unless told otherwise, until the console is closed.
 *
 * {@snippet file="dev/nightjar/console/examples/WatchedBot.java" region="open"}
 *
 * <p>It only reads. It shows no token and nothing that people have written; whoever reaches its address sees the rest, as there is no
 * login. Its threads do not keep the process alive, and nothing that fails in it touches the bot.
 *
 * <p>Safe for any thread.
 */
public final class Console implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;
    private final Watch watch;
    private final Pages pages;
    private final BusyGuilds guilds;
    private final FlightDetails details;

    private Console(
            HttpServer server,
            ExecutorService threads,
            Watch watch,
            Pages pages,
            BusyGuilds guilds,
            FlightDetails details) {
        this.server = server;
        this.threads = threads;
        this.watch = watch;
        this.pages = pages;
        this.guilds = guilds;
        this.details = details;
    }

    /**
     * Opens the page of a fleet for the browsers of this machine.
     *
     * @param fleet the fleet
     * @param port the port, or 0 for any that is free
     * @return the console, which goes on when the fleet has ended, until it is closed
     * @throws ConsoleException when it cannot listen there, or the fleet has ended
     * @throws IllegalArgumentException when the port is out of range
     */
    public static Console open(Fleet fleet, int port) {
        return open(fleet, ConsoleSettings.onLoopback(port));
    }

    /**
     * Opens the page of a fleet at any address. Whoever reaches it sees the page.
     *
     * @param fleet the fleet
     * @param address the address to listen at
     * @return the console, which goes on when the fleet has ended, until it is closed
     * @throws ConsoleException when it cannot listen there, or the fleet has ended
     * @throws IllegalArgumentException when no address of the host is known
     */
    public static Console open(Fleet fleet, InetSocketAddress address) {
        return open(fleet, ConsoleSettings.at(address));
    }

    /**
     * Opens the page of a fleet.
     *
     * @param fleet the fleet
     * @param settings where to listen, and the limits
     * @return the console, which goes on when the fleet has ended, until it is closed
     * @throws ConsoleException when it cannot listen there, or the fleet has ended
     */
    public static Console open(Fleet fleet, ConsoleSettings settings) {
        if (!fleet.shards().isEmpty()
                && fleet.shards().stream().allMatch(shard -> shard.state().isTerminal())) {
            throw new ConsoleException(
                    "The fleet has ended, so a console has nothing to show: open it while shards run");
        }
        return open(FleetSource.of(fleet), settings);
    }

    /**
     * Opens the page of shards that are anywhere.
     *
     * @param source what it looks at
     * @param settings where to listen, and the limits
     * @return the console, until it is closed
     * @throws ConsoleException when it cannot listen there
     */
    public static Console open(FleetSource source, ConsoleSettings settings) {
        Assets assets = Assets.load();
        HttpServer server = listen(settings.address());
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("nightjar-console/", 0).factory());
        BusyGuilds guilds = new BusyGuilds();
        Pages pages = new Pages(settings.maxPages());
        FlightDetails details = FlightDetails.ofProcess();
        Watch watch = new Watch(source, details, new FleetModel(settings.title(), guilds), pages);
        server.setExecutor(threads);
        server.createContext(
                "/", new Site(new Visitors(settings.hosts()), assets, watch, pages, settings.maxQueuedBytes()));
        // The server's own thread is a daemon if the thread that starts it is one, as a virtual one is.
        CompletableFuture.runAsync(server::start, threads).join();
        Thread.ofPlatform().name("nightjar-console").daemon().start(watch);
        return new Console(server, threads, watch, pages, guilds, details);
    }

    private static HttpServer listen(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new ConsoleException(
                    "The console cannot listen at " + Visitors.literal(address.getAddress()) + ":" + address.getPort()
                            + " (" + e.getMessage() + "). Choose another port, or 0 for any that is free",
                    e);
        }
    }

    /**
     * Counts an event for the list of the busiest guilds, and takes the close code from a {@link Disconnected}. Without this the page
     * has everything but that list; it learns close codes from the flight recorder alone, about a second later, and not those of
     * connections that are older than the console. It takes some twelve nanoseconds, and keeps nothing else of the event.
     *
     * @param event an event that the program's loop was given
     */
    public void count(ShardEvent event) {
        if (event.event() instanceof Disconnected end) {
            watch.explain(new FlightDetails.Ended(
                    event.shard().id(), System.currentTimeMillis(), end.cause().name(), end.code(), -1));
        }
        count(event.guildId());
    }

    /**
     * Counts an event of a guild for the list of the busiest.
     *
     * @param guildId the guild, or 0 for none
     */
    public void count(long guildId) {
        if (guildId != 0) {
            guilds.count(guildId);
        }
    }

    /**
     * Where the console listens.
     *
     * @return the address, with the port that was free if 0 was asked for
     */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Where the page is.
     *
     * @return a URL for a browser of this machine
     */
    public URI url() {
        InetAddress address = address().getAddress();
        InetAddress reached = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        return URI.create(
                "http://" + Visitors.literal(reached) + ":" + address().getPort() + "/");
    }

    /** How many pages are open. */
    int pages() {
        return pages.size();
    }

    /** Closes the page for all browsers. The bot goes on. Calls after the first do nothing. */
    @Override
    public void close() {
        watch.stop();
        pages.dropAll();
        server.stop(0);
        threads.shutdownNow();
        details.close();
    }

    /** Reads as {@code Console at http://127.0.0.1:8080/}. */
    @Override
    public String toString() {
        return "Console at " + url();
    }
}
