package dev.nightjar.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code nightjar}, whose work its subcommands do. */
@Command(
        name = "nightjar",
        description = "Tools for those who run a Discord bot.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "nightjar COMMAND --help tells more. docs/cli.md has examples."})
public final class Nightjar {

    private static final String NO_TOKEN =
            "A token is no argument, because every user of the machine can read the arguments of a"
                    + " process. Put it into the environment variable DISCORD_TOKEN, or name another place with --token-env or --token-file.";

    private Nightjar() {}

    /**
     * Runs a command and ends the JVM with its exit status.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        boolean terminal = Ansi.AUTO.enabled();
        System.exit(run(new Surroundings(System.out, System.err, System.getenv(), terminal), args));
    }

    /** Runs a command and returns its exit status. */
    static int run(Surroundings surroundings, String... args) {
        var line = new CommandLine(new Nightjar());
        line.getCommandSpec().addOption(helpOption()).addOption(versionOption());
        for (Object command : List.of(new Doctor(surroundings), new Watch(surroundings), new Top(surroundings))) {
            var subcommand = new CommandLine(command);
            subcommand.getCommandSpec().addOption(helpOption());
            line.addSubcommand(subcommand);
        }
        Ansi ansi = surroundings.colours() ? Ansi.ON : Ansi.OFF;
        line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        line.setOut(writer(surroundings.out()));
        line.setErr(writer(surroundings.err()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false); // a file with a token would be taken for arguments
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler((failure, given) -> refuse(failure));
        line.setExecutionExceptionHandler((failure, command, parsed) -> fail(surroundings.err(), failure));
        if (args.length == 0) {
            line.usage(line.getOut());
            return ExitStatus.USAGE.code();
        }
        return line.execute(args);
    }

    private static OptionSpec helpOption() {
        return OptionSpec.builder("--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("Print this help and end.")
                .build();
    }

    private static OptionSpec versionOption() {
        return OptionSpec.builder("--version")
                .versionHelp(true)
                .type(boolean.class)
                .description("Print the version and end.")
                .build();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** Says what is wrong with the command line. What may be a token is not repeated: a terminal keeps what it shows. */
    private static int refuse(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String said = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : Redaction.of(String.valueOf(failure.getMessage()));
        command.getErr().println(said);
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return ExitStatus.USAGE.code();
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        String first = failure.getUnmatched().getFirst();
        if (first.startsWith("-")) {
            int end = first.indexOf('=');
            return "There is no option " + Words.foreign(Redaction.of(end < 0 ? first : first.substring(0, end))) + "."
                    + (first.startsWith("--token") ? " " + NO_TOKEN : "");
        }
        boolean isWord = first.matches("[a-z]{1,12}");
        return (isWord
                        ? "There is no command or argument " + first + "."
                        : "There is an argument that belongs to no option.")
                + (isWord ? "" : " If it is the token: " + NO_TOKEN);
    }

    private static int fail(PrintStream err, Exception failure) {
        err.println(Redaction.of("nightjar has a fault: " + failure));
        for (StackTraceElement frame : failure.getStackTrace()) {
            err.println("  at " + frame);
        }
        return ExitStatus.FAULT.code();
    }
}
