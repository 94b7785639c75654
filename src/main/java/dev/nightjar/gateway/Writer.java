package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.jfr.CommandEvent;
import dev.nightjar.gateway.jfr.Flight;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The subtask that sends what one connection has to send: first the orders of its outbox, and commands when the session is up
 * and the budget allows.
 */
final class Writer {

    private final Outbound out;
    private final Outbox outbox;
    private final CommandQueue commands;
    private final Presence presence;
    private final Beats beats;
    private final VitalSigns vitals;
    private final Heartbeat heartbeat;
    private final Time time;
    private final ShardId shard;
    private final Tally tally;

    // The command that the limit makes wait. Confined to the writer.
    private CommandQueue.@Nullable Entry limited;

    Writer(Outbound out, Outbox outbox, ShardContext shard, Beats beats, VitalSigns vitals, Heartbeat heartbeat) {
        this.out = out;
        this.outbox = outbox;
        this.commands = shard.commands();
        this.presence = shard.presence();
        this.beats = beats;
        this.vitals = vitals;
        this.heartbeat = heartbeat;
        this.time = shard.time();
        this.shard = shard.id();
        this.tally = shard.tally();
    }

    /** Runs until the connection ends. Returns before that when a write has failed, because every later write would fail too. */
    void run() throws Ending.Signal, InterruptedException {
        try {
            while (true) {
                step();
            }
        } catch (TimeoutException e) {
            throw Ending.dropped(Cause.WRITE_TIMED_OUT, "the gateway took no data for " + vitals.writeTimeout())
                    .signal(e);
        } catch (IOException e) {
            // The close code that says why may not be read yet. The reader ends the connection when it gets to it, or
            // the heartbeat does after the write timeout.
            Ending lost = Ending.lost("a write failed: " + e.getMessage());
            out.endAfterInbox(lost);
            heartbeat.tell(new Heartbeat.Input.WriteFailed(lost));
        }
    }

    /** Waits for one thing to send, and sends it. */
    private void step() throws IOException, TimeoutException, InterruptedException {
        Outbox.Order order = outbox.poll();
        if (order == null) {
            boolean open = vitals.isActive() && !out.isOver();
            CommandQueue.Entry command = open ? commands.peek() : null;
            String shown = open ? presence.waiting() : null;
            if (command == null && shown == null) {
                order = outbox.take();
            } else {
                long now = time.nanoTime();
                long wait = vitals.budget().nanosUntilFree(now);
                // A presence has a limit of its own, too. Commands do not wait for that one.
                long shownWait = shown == null ? Long.MAX_VALUE : Math.max(wait, presence.nanosUntilFree(now));
                if (shown != null && shownWait == 0) {
                    CommandEvent event = Flight.command(shard.number(), shard.total());
                    send(shown);
                    presence.written(shown, now);
                    tally.commandSent();
                    if (event != null) {
                        event.finish("PRESENCE", shown.length(), false);
                    }
                    return;
                }
                if (command != null && wait == 0) {
                    send(command);
                    return;
                }
                limited = command;
                order = outbox.poll(command == null ? shownWait : wait);
            }
        }
        switch (order) {
            case null -> {}
            case Outbox.Order.Beat beat -> beats.write();
            case Outbox.Order.Handshake handshake -> {
                send(handshake.json());
                heartbeat.tell(new Heartbeat.Input.HandshakeSent());
            }
            case Outbox.Order.Wake wake -> {}
        }
    }

    private void send(CommandQueue.Entry command) throws IOException, TimeoutException, InterruptedException {
        send(command.json());
        commands.written(command);
        tally.commandSent();
        CommandEvent event = command.event();
        if (event != null) {
            event.finish("COMMAND", command.json().length(), command.equals(limited));
        }
    }

    private void send(String json) throws IOException, TimeoutException, InterruptedException {
        vitals.budget().spendCommand(time.nanoTime());
        Duration timeout = vitals.writeTimeout();
        out.send(json, timeout);
    }
}
