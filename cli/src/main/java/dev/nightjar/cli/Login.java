package dev.nightjar.cli;

import dev.nightjar.gateway.Events;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.Ready;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A log-in with one shard, up to its first failure, and then a while of listening. It costs one of the day's IDENTIFYs. */
final class Login {

    private static final int DISPATCH = 0;
    private static final int HEARTBEAT_ACK = 11;

    // Discord has some eighty. Another gateway may make up names without end.
    private static final int MOST_NAMES = 500;

    private final Duration patience;
    private final Duration listen;

    private Login(Duration patience, Duration listen) {
        this.patience = patience;
        this.listen = listen;
    }

    /** What has become of the log-in itself. */
    sealed interface Outcome {}

    /** READY came. */
    record LoggedIn(Duration took, String user, int guilds) implements Outcome {}

    /** No connection was made. */
    record NotConnected(ConnectFailed.Reason reason, String words) implements Outcome {}

    /** The connection ended before READY. */
    record Ended(Disconnected.Cause cause, int code, String reason) implements Outcome {}

    /** The shard has failed without that. */
    record Failed(String words) implements Outcome {}

    /** Neither READY nor a failure came. */
    record NotInTime(Duration patience) implements Outcome {}

    /**
     * What was seen.
     *
     * @param outcome what has become of the log-in
     * @param ack how fast a heartbeat was answered; empty where it was not
     * @param events how many events came, by name
     * @param messages how many messages of people came
     * @param emptyMessages how many of them without anything in them
     * @param lost the end of the connection while listening, if it ended
     */
    record Seen(
            Outcome outcome,
            Optional<Duration> ack,
            Map<String, Long> events,
            long messages,
            long emptyMessages,
            Optional<GatewayMessage.Close> lost) {

        static Seen only(Outcome outcome) {
            return new Seen(outcome, Optional.empty(), Map.of(), 0, 0, Optional.empty());
        }
    }

    /**
     * Logs in and out.
     *
     * @param id which shard
     * @param config how; its timeouts hold
     * @param patience how long to wait for READY, and for the answer to a heartbeat, at most
     * @param listen how long to listen afterwards
     */
    static Seen see(ShardId id, GatewayConfig config, Duration patience, Duration listen) throws InterruptedException {
        Shard shard = Shard.open(id, config);
        AtExit atExit = AtExit.run(shard::close);
        try {
            return new Login(patience, listen).run(shard);
        } finally {
            shard.close();
            atExit.close();
        }
    }

    private Seen run(Shard shard) throws InterruptedException {
        Outcome outcome = awaitReady(shard.events());
        return outcome instanceof LoggedIn ? listen(shard, outcome) : Seen.only(outcome);
    }

    private Outcome awaitReady(Events<Event> events) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            while (true) {
                Duration left = patience.minusNanos(System.nanoTime() - begin);
                Optional<Event> next = left.isPositive() ? events.poll(left) : Optional.empty();
                if (next.isEmpty()) {
                    return new NotInTime(patience);
                }
                Optional<Outcome> outcome = outcome(next.get(), begin);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
        } catch (GatewayException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Outcome> outcome(Event event, long begin) {
        return switch (event) {
            case Ready ready ->
                Optional.of(new LoggedIn(
                        since(begin),
                        Words.foreign(ready.user().username()),
                        ready.guilds().size()));
            case ConnectFailed failed ->
                Optional.of(new NotConnected(
                        failed.reason(),
                        Words.foreign(String.valueOf(failed.cause().getMessage()))));
            case Disconnected end -> Optional.of(new Ended(end.cause(), end.code(), Words.foreign(end.reason())));
            default -> Optional.empty();
        };
    }

    private Seen listen(Shard shard, Outcome outcome) throws InterruptedException {
        long begin = System.nanoTime();
        shard.sendJson(heartbeat(shard.session()));
        var events = new TreeMap<String, Long>();
        Optional<Duration> ack = Optional.empty();
        long messages = 0;
        long empty = 0;
        Events<GatewayMessage> all = shard.messages();
        while (true) {
            Duration whole = ack.isPresent() || listen.compareTo(patience) > 0 ? listen : patience;
            Duration left = whole.minusNanos(System.nanoTime() - begin);
            GatewayMessage next = left.isPositive() ? all.poll(left).orElse(null) : null;
            switch (next) {
                case null -> {
                    return new Seen(outcome, ack, events, messages, empty, Optional.empty());
                }
                case GatewayMessage.Close close -> {
                    return new Seen(outcome, ack, events, messages, empty, Optional.of(close));
                }
                case GatewayMessage.Text text -> {
                    if (text.op() == HEARTBEAT_ACK && ack.isEmpty()) {
                        ack = Optional.of(since(begin));
                    }
                    if (text.op() == DISPATCH) {
                        count(events, Words.foreign(text.payload().name()));
                        messages += isOfAPerson(text.payload()) ? 1 : 0;
                        empty += isOfAPerson(text.payload()) && isEmpty(text.payload()) ? 1 : 0;
                    }
                }
            }
        }
    }

    private static void count(Map<String, Long> events, String name) {
        String counted = events.containsKey(name) || events.size() < MOST_NAMES ? name : "OTHERS";
        events.merge(counted, 1L, Long::sum);
    }

    /** A heartbeat beside those of the shard, the first of which comes only within an interval of some forty seconds. */
    private static String heartbeat(Optional<Session> session) {
        return "{\"op\":1,\"d\":"
                + session.map(some -> String.valueOf(some.sequence())).orElse("null") + "}";
    }

    private static boolean isOfAPerson(Payload payload) {
        return payload.type() == EventType.MESSAGE_CREATE
                && payload.event() instanceof MessageCreate create
                && create.guildId() != 0
                && !create.message().author().bot();
    }

    private static boolean isEmpty(Payload payload) {
        return payload.event() instanceof MessageCreate create
                && create.message().content().isEmpty()
                && create.message().attachments().isEmpty()
                && create.message().embeds().isEmpty();
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
