package dev.nightjar.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that finds out why a bot is silent. */
@Command(
        name = "doctor",
        description = {
            "Finds out why a bot is silent: the token, the machine, the way to Discord, intents and limits, and a log-in.",
            "Each thing that is wrong is said with its remedy. The log-in costs one of the day's, and the bot is online meanwhile."
        },
        footer = {
            "",
            "Exit status: 0 all is well, 1 a warning, 2 a wrong command line; otherwise the first trouble is with 10 the token,"
                    + " 11 the intents, 12 a limit of Discord's, 13 the network, 14 the gateway, 15 the bot's guilds."
        })
final class Doctor implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private GatewayOptions options = new GatewayOptions();

    @Option(
            names = "--listen",
            paramLabel = "TIME",
            converter = OptionValues.Time.class,
            description = "How long to listen for events after the log-in (default: 10s).")
    private Duration listen = Duration.ofSeconds(10);

    @Option(names = "--no-login", description = "Do not log in: check only what can be checked without.")
    private boolean noLogin;

    @Option(names = "--json", description = "Write one object of JSON at the end, instead of lines.")
    private boolean json;

    Doctor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        String secret = options.tokenSource(surroundings) instanceof TokenSource.Some some
                ? some.text().strip()
                : "";
        var text = new DiagnosisText(surroundings.colours());
        var diagnosis = new Diagnosis(entry -> {
            if (!json) {
                print(text.of(entry), secret);
            }
        });
        new Examination(options, surroundings, listen, !noLogin, diagnosis).run();
        print(
                json
                        ? Words.json(
                                DiagnosisJson.of(diagnosis), surroundings.out().charset())
                        : "\n" + text.end(diagnosis),
                secret);
        return diagnosis.status().code();
    }

    // No check puts the token into its text; this is for what a server might send back of it.
    private void print(String line, String secret) {
        surroundings.out().println(Redaction.of(line, secret));
        surroundings.out().flush();
    }
}
