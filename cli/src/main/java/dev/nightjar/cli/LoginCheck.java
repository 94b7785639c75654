package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.gateway.CloseCode;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import java.util.Optional;

/** The check whether a shard gets to READY, and if not, what the close code means. Pure. */
final class LoginCheck {

    static final String NAME = "login";

    private static final String AGAIN = "Try again; if it stays so, look at discordstatus.com.";

    private LoginCheck() {}

    /**
     * The finding.
     *
     * @param shard the shard that logged in
     * @param place where
     * @param leftOut the names of the intents that it did not ask for because they are not granted; empty for none
     * @param outcome what has become of it
     */
    static Finding judge(ShardId shard, Place place, String leftOut, Login.Outcome outcome) {
        return switch (outcome) {
            case Login.LoggedIn in ->
                new Found("Logged in as " + in.user() + ", shard " + shard
                        + (leftOut.isEmpty() ? "" : ", without " + leftOut) + ", in " + Words.time(in.took()) + ".");
            case Login.NotConnected not -> notConnected(place, not);
            case Login.Ended end -> ended(shard, end);
            case Login.Failed failed ->
                new Trouble(ExitStatus.GATEWAY, "The shard has failed: " + Words.sentence(failed.words()), AGAIN);
            case Login.NotInTime late ->
                new Trouble(
                        ExitStatus.GATEWAY,
                        "Neither READY nor a failure came within " + Words.time(late.patience()) + ".",
                        AGAIN);
        };
    }

    private static Finding notConnected(Place place, Login.NotConnected not) {
        return new Trouble(
                ExitStatus.NETWORK,
                "The WebSocket at " + place + " was not opened: " + not.reason() + ".",
                remedy(not.reason()));
    }

    private static String remedy(ConnectFailed.Reason reason) {
        return switch (reason) {
            case UNKNOWN_HOST -> "Check the name and the DNS server.";
            case REFUSED, UNREACHABLE, TIMED_OUT -> "Check the firewall on the way.";
            case CERTIFICATE_NOT_TRUSTED ->
                "Import the certificate of whoever opens TLS on the way, or use another network.";
            case TLS_FAILED -> "Use a JDK that is up to date, and check the firewall or proxy on the way.";
            case PROXY_FAILED -> "Check the proxy, and ask whoever runs it to allow WebSockets.";
            case PROXY_AUTHENTICATION_REQUIRED ->
                "Give the bot's HttpClient an Authenticator with the proxy's user and password.";
            case UPGRADE_REFUSED, NOT_A_WEBSOCKET ->
                "Check --gateway-url, and ask whoever runs a proxy on the way to let WebSockets through.";
            case CONNECTION_LOST -> "Check the proxy or firewall on the way, which cuts WebSockets, most likely.";
            case OTHER -> AGAIN;
        };
    }

    private static Finding ended(ShardId shard, Login.Ended end) {
        Optional<CloseCode> code =
                end.cause() == Disconnected.Cause.CLOSED_BY_GATEWAY ? CloseCode.of(end.code()) : Optional.empty();
        return code.map(known -> closed(shard, end, known)).orElseGet(() -> otherEnd(end));
    }

    private static Trouble closed(ShardId shard, Login.Ended end, CloseCode code) {
        return switch (code) {
            case AUTHENTICATION_FAILED ->
                trouble(
                        ExitStatus.TOKEN,
                        end,
                        "the token is wrong",
                        "Reset it on the Bot page of the developer portal, and set the new one.");
            case INVALID_SHARD ->
                trouble(
                        ExitStatus.LIMITS,
                        end,
                        "shard " + shard + " cannot be",
                        "Give --shards the total that the bot runs; very large bots use a multiple of what Discord assigned.");
            case SHARDING_REQUIRED ->
                trouble(
                        ExitStatus.LIMITS,
                        end,
                        "the bot is in too many guilds for so few shards",
                        "Run as many as Discord recommends, as Fleet.openRecommended does.");
            case INVALID_API_VERSION ->
                trouble(
                        ExitStatus.GATEWAY,
                        end,
                        "this version of the gateway is no longer served",
                        "Use a newer release of Nightjar.");
            case INVALID_INTENTS ->
                trouble(
                        ExitStatus.INTENTS,
                        end,
                        "the intents have a bit that Discord does not know",
                        "Name the intents instead of giving a number.");
            case DISALLOWED_INTENTS ->
                trouble(
                        ExitStatus.INTENTS,
                        end,
                        "a privileged intent is not granted",
                        "Turn it on on the Bot page of the developer portal, or do not ask for it.");
            case UNKNOWN_ERROR,
                    UNKNOWN_OPCODE,
                    DECODE_ERROR,
                    NOT_AUTHENTICATED,
                    ALREADY_AUTHENTICATED,
                    INVALID_SEQUENCE,
                    RATE_LIMITED,
                    SESSION_TIMED_OUT -> trouble(ExitStatus.GATEWAY, end, end.reason(), AGAIN);
        };
    }

    private static Trouble trouble(ExitStatus status, Login.Ended end, String meaning, String remedy) {
        return new Trouble(status, "The gateway closed with " + end.code() + ": " + meaning + ".", remedy);
    }

    private static Trouble otherEnd(Login.Ended end) {
        return switch (end.cause()) {
            case INVALID_SESSION, INVALID_SESSION_RESUMABLE ->
                new Trouble(
                        ExitStatus.LIMITS,
                        "The gateway refused the IDENTIFY (opcode 9).",
                        "Wait five seconds and try again: another process of the bot logs in at the same time, or too often.");
            case UNREADABLE_DATA, PAYLOAD_TOO_LARGE ->
                new Trouble(
                        ExitStatus.GATEWAY,
                        "What the gateway sent cannot be read: " + end.reason() + ".",
                        "Try --compression none: a proxy on the way changes the data, most likely.");
            case NO_HELLO ->
                new Trouble(
                        ExitStatus.GATEWAY,
                        "The WebSocket was opened, but no HELLO came.",
                        "Check --gateway-url: what answers is no gateway, or a proxy holds the data back.");
            case CLOSED_BY_GATEWAY,
                    CONNECTION_LOST,
                    WRITE_TIMED_OUT,
                    GATEWAY_SILENT,
                    NOT_READY,
                    ENDLESS_REPLAY,
                    RECONNECT_REQUESTED,
                    PROTOCOL_VIOLATION,
                    IDENTIFY_QUEUE_FAILED,
                    INTERNAL_FAULT,
                    USER_CLOSE,
                    USER_SUSPEND,
                    USER_RESTART,
                    USER_NEW_SESSION ->
                new Trouble(
                        ExitStatus.GATEWAY,
                        "The connection ended before READY: " + end.cause() + ", " + end.code() + ", " + end.reason()
                                + ".",
                        AGAIN);
        };
    }
}
