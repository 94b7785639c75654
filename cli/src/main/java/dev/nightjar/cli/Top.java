package dev.nightjar.cli;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that shows the shards in a table, again each second. */
@Command(
        name = "top",
        description = {
            "Shows the shards of a bot in a table, again each second: state, latency, events, backlog and reconnects.",
            "It logs in with shards of its own, beside those of the bot."
        },
        footer = {
            "",
            "In a terminal the table stays where it is, unless NO_COLOR is set; elsewhere each second has a table of its own.",
            "It ends on Ctrl-C, when the reader of its output ends, and when all shards have failed, with the status that doctor"
                    + " would have."
        })
final class Top implements Callable<Integer> {

    private static final String ENTER = "\u001b[?1049h\u001b[?25l"; // the other screen, without a cursor
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private static final int ROWS_OF_A_TERMINAL = 40;

    private final Surroundings surroundings;

    @Mixin
    private GatewayOptions options = new GatewayOptions();

    @Option(
            names = "--simulated",
            description = "Show the shards of a simulated gateway with faults. It needs no token.")
    private boolean simulated;

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            description = "The order: ${COMPLETION-CANDIDATES} (default: SHARD). What needs a look comes first.")
    private BoardSort sort = BoardSort.SHARD;

    @Option(
            names = "--rows",
            paramLabel = "NUMBER",
            description = "How many shards to show (default: 40 in a terminal, else all).")
    private int rows;

    @Option(names = "--once", description = "Show one table, a second after all shards are ready, and end.")
    private boolean once;

    Top(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (FleetRun run = FleetRun.open(options, surroundings, simulated)) {
            var over = new CountDownLatch(1);
            Thread.ofVirtual().name("nightjar-events").start(() -> takeAll(run.fleet(), over));
            if (once) {
                showOnce(run.fleet(), over);
            } else {
                show(run.fleet(), over);
            }
            run.failure().ifPresent(failure -> surroundings.err().println(failure));
            return run.status().code();
        } catch (FleetRun.CannotBegin e) {
            surroundings.err().println(Redaction.of(String.valueOf(e.getMessage())));
            return e.status().code();
        }
    }

    /** Takes the events, which nobody here wants, so that they do not pile up. */
    private static void takeAll(Fleet fleet, CountDownLatch over) {
        try {
            // Each is counted where it was received.
            fleet.messages().forEach(message -> {});
        } catch (GatewayException e) {
            // The shards tell why they have failed.
        } finally {
            over.countDown();
        }
    }

    private void show(Fleet fleet, CountDownLatch over) throws InterruptedException {
        var reader = new BoardReader(fleet);
        PrintStream out = surroundings.out();
        boolean stays = surroundings.colours();
        out.print(stays ? ENTER : "");
        try {
            // At the end by the user all shards are closed, which nobody has to be told.
            while (!over.await(1, TimeUnit.SECONDS) && !out.checkError()) {
                print(board().lines(reader.read(), reader.uptime()), stays);
            }
        } finally {
            out.print(stays ? LEAVE : "");
            out.flush();
        }
    }

    private void showOnce(Fleet fleet, CountDownLatch over) throws InterruptedException {
        boolean isOver = false;
        for (long left = options.timeout().toSeconds() * 3; left > 0 && !isOver && !areReady(fleet); left--) {
            isOver = over.await(1, TimeUnit.SECONDS);
        }
        var reader = new BoardReader(fleet);
        reader.read();
        boolean unused = over.await(1, TimeUnit.SECONDS);
        print(board().lines(reader.read(), reader.uptime()), false);
    }

    private static boolean areReady(Fleet fleet) {
        return fleet.shards().stream()
                .allMatch(shard -> shard.state().isIdentified() || shard.state().isTerminal());
    }

    private Board board() {
        int most = rows > 0 ? rows : surroundings.terminal() ? ROWS_OF_A_TERMINAL : Integer.MAX_VALUE;
        return new Board(sort, most, surroundings.colours());
    }

    private void print(List<String> lines, boolean stays) {
        var text = new StringBuilder(stays ? HOME : "");
        for (String line : lines) {
            text.append(line).append(stays ? REST_OF_LINE : "").append('\n');
        }
        text.append(stays ? REST_OF_SCREEN : once ? "" : "\n");
        surroundings.out().print(text);
        surroundings.out().flush();
    }
}
