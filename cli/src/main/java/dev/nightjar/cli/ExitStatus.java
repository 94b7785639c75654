package dev.nightjar.cli;

/** The exit statuses of the command, which docs/cli.md lists. */
enum ExitStatus {
    /** Nothing is wrong; or the user, or the reader of the output, has ended the command. */
    WELL(0, "all is well"),
    /** The bot works, but something should be mended. */
    WARNING(1, "the bot works, but something should be mended"),
    /** The command line is wrong. It is picocli's number. */
    USAGE(2, "the command line is wrong"),
    /** The token is missing, has another form, or is refused. */
    TOKEN(10, "the token"),
    /** The intents are not those that Discord grants. */
    INTENTS(11, "the intents"),
    /** A limit of Discord's is used up: session starts, guilds of a shard, requests. */
    LIMITS(12, "a limit of Discord's"),
    /** The way to Discord is barred: name, address, proxy, TLS, or a portal. */
    NETWORK(13, "the network"),
    /** The gateway does not do what it should. */
    GATEWAY(14, "the gateway"),
    /** The bot is in no guild. */
    GUILDS(15, "the bot's guilds"),
    /** A fault of this program. The number is that of sysexits.h for it. */
    FAULT(70, "a fault of this program");

    private final int code;
    private final String words;

    ExitStatus(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** The number that the process ends with. */
    int code() {
        return code;
    }

    /** What it means, in a few words. */
    String words() {
        return words;
    }
}
