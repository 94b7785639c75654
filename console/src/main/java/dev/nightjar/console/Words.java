package dev.nightjar.console;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Disconnected.Initiator;
import java.util.Locale;

/** What the page says about causes, in words. */
final class Words {

    private Words() {}

    static String of(Disconnected.Cause cause) {
        return switch (cause) {
            case CLOSED_BY_GATEWAY -> "closed by the gateway";
            case CONNECTION_LOST -> "connection lost";
            case WRITE_TIMED_OUT -> "write timed out";
            case GATEWAY_SILENT -> "gateway went silent";
            case NO_HELLO -> "no HELLO came";
            case NOT_READY -> "neither READY nor RESUMED came";
            case ENDLESS_REPLAY -> "the replay did not end";
            case RECONNECT_REQUESTED -> "gateway asked to reconnect";
            case INVALID_SESSION_RESUMABLE -> "session invalid for now";
            case INVALID_SESSION -> "session invalid";
            case UNREADABLE_DATA -> "unreadable data";
            case PAYLOAD_TOO_LARGE -> "payload too large";
            case PROTOCOL_VIOLATION -> "gateway broke its protocol";
            case IDENTIFY_QUEUE_FAILED -> "identify queue failed";
            case INTERNAL_FAULT -> "fault in this process";
            case USER_CLOSE -> "closed by the program";
            case USER_SUSPEND -> "suspended by the program";
            case USER_RESTART -> "restarted by the program";
            case USER_NEW_SESSION -> "new session asked for by the program";
        };
    }

    static String of(ConnectFailed.Reason reason) {
        return switch (reason) {
            case UNKNOWN_HOST -> "host unknown";
            case REFUSED -> "dial refused";
            case UNREACHABLE -> "host unreachable";
            case TIMED_OUT -> "dial timed out";
            case CERTIFICATE_NOT_TRUSTED -> "certificate not trusted";
            case TLS_FAILED -> "TLS failed";
            case PROXY_FAILED -> "proxy failed";
            case PROXY_AUTHENTICATION_REQUIRED -> "proxy wants a password";
            case UPGRADE_REFUSED -> "upgrade refused";
            case NOT_A_WEBSOCKET -> "no WebSocket server";
            case CONNECTION_LOST -> "lost while dialling";
            case OTHER -> "dial failed";
        };
    }

    /** Whether an operator should look at such an end: not what the program did, nor what is normal several times a day. */
    static boolean isTrouble(Disconnected.Cause cause) {
        return cause.initiator() != Initiator.USER && cause != Disconnected.Cause.RECONNECT_REQUESTED;
    }

    /** Reads as {@code 0.4 s}, {@code 12 s}, {@code 3 min} or {@code 2.5 h}. */
    static String duration(long millis) {
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0.1, millis / 1_000.0));
        }
        if (millis < 120_000) {
            return millis / 1_000 + " s";
        }
        if (millis < 7_200_000) {
            return millis / 60_000 + " min";
        }
        return String.format(Locale.ROOT, "%.1f h", millis / 3_600_000.0);
    }

    static String times(String text, long count) {
        return count > 1 ? text + ", " + count + " times" : text;
    }

    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
