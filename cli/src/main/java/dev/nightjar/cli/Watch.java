package dev.nightjar.cli;

import dev.nightjar.gateway.ShardEvent;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that shows events as lines. */
@Command(
        name = "watch",
        description = {
            "Shows the events of a bot, one line each: time, shard, type, guild, ids and sizes. What people have written is not"
                    + " shown.",
            "It logs in beside the bot itself, as often as the bot has shards."
        },
        footer = {
            "",
            "It ends on Ctrl-C, and when the reader of its output ends. A shard that fails ends it as doctor says."
        })
final class Watch implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private GatewayOptions options = new GatewayOptions();

    @Option(names = "--simulated", description = "Watch a simulated gateway with faults. It needs no token.")
    private boolean simulated;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            converter = EventNames.class,
            description = "Only events of these types, as in MESSAGE_CREATE,DISCONNECTED.")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--guild",
            paramLabel = "ID",
            split = ",",
            description = "Only events of these guilds; 0 for those of none.")
    private List<Long> guilds = new ArrayList<>();

    @Option(names = "--shard", paramLabel = "NUMBER", split = ",", description = "Only events of these shards.")
    private List<Integer> shards = new ArrayList<>();

    @Option(names = "--json", description = "One object of JSON a line.")
    private boolean json;

    @Option(
            names = "--content",
            description = "Show what people have written, too; with --json the whole data but for the tokens in it.")
    private boolean content;

    @Option(names = "--count", paramLabel = "LINES", description = "End after so many lines.")
    private long count = Long.MAX_VALUE;

    Watch(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var filter = new EventFilter(types, guilds, shards);
        EventForm form = json ? new EventJson(content) : new EventText(content, ZoneId.systemDefault());
        try (FleetRun run = FleetRun.open(options, surroundings, simulated)) {
            return show(run, filter, form).code();
        } catch (FleetRun.CannotBegin e) {
            surroundings.err().println(Redaction.of(String.valueOf(e.getMessage())));
            return e.status().code();
        }
    }

    private ExitStatus show(FleetRun run, EventFilter filter, EventForm form) {
        PrintStream out = surroundings.out();
        long shown = 0;
        for (ShardEvent next : run.fleet().events(filter.eventTypes())) {
            if (!filter.accepts(next.shard().id().number(), EventNames.of(next.event()), next.guildId())) {
                continue;
            }
            out.println(run.redacted(line(form, next)));
            shown++;
            // A line that cannot be written means that its reader has ended, as head does.
            if (out.checkError() || shown >= count) {
                return ExitStatus.WELL;
            }
        }
        return run.status();
    }

    private String line(EventForm form, ShardEvent next) {
        String line = form.line(Instant.now(), next.shard().id(), next.event());
        return json ? Words.json(line, surroundings.out().charset()) : line;
    }
}
