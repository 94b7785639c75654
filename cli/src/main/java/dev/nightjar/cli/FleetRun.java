package dev.nightjar.cli;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.Fleet.OnFailure;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.GatewayInfo;
import dev.nightjar.gateway.GatewayInfoException;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Intent;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fleet that runs as long as a command does. When the JVM is asked to end, by Ctrl-C or SIGTERM, it closes the sessions in an
 * orderly way. Safe for any thread.
 */
final class FleetRun implements AutoCloseable {

    private final Fleet fleet;
    private final @Nullable Practice practice;
    private final AtExit atExit;
    private final String secret;

    private FleetRun(Fleet fleet, String secret, @Nullable Practice practice) {
        this.fleet = fleet;
        this.secret = secret;
        this.practice = practice;
        this.atExit = AtExit.run(fleet::close);
    }

    /** A command that cannot begin. The message is for the user, who gets the status. */
    static final class CannotBegin extends Exception {

        private static final long serialVersionUID = 1L;

        private final ExitStatus status;

        CannotBegin(ExitStatus status, String message) {
            super(message);
            this.status = status;
        }

        ExitStatus status() {
            return status;
        }
    }

    /** Opens it: Discord's shards, or those of a simulated gateway with faults. */
    static FleetRun open(GatewayOptions options, Surroundings surroundings, boolean simulated)
            throws CannotBegin, InterruptedException {
        Practice practice = simulated ? Practice.start() : null;
        try {
            if (practice != null) {
                return new FleetRun(openFleet(options, practice.config(), "", true), "", practice);
            }
            String token = token(options, surroundings);
            return new FleetRun(openFleet(options, options.config(token), token, false), token, null);
        } catch (CannotBegin | RuntimeException | InterruptedException e) {
            if (practice != null) {
                practice.close();
            }
            throw e;
        }
    }

    private static String token(GatewayOptions options, Surroundings surroundings) throws CannotBegin {
        TokenCheck.Judgement judgement = TokenCheck.judge(options.tokenSource(surroundings));
        if (judgement.token().isEmpty()) {
            Finding finding = judgement.findings().getLast();
            String remedy = finding instanceof Finding.Trouble trouble ? " " + trouble.remedy() : "";
            throw new CannotBegin(ExitStatus.TOKEN, finding.text() + remedy + " Without a token try --simulated.");
        }
        return judgement.token();
    }

    private static Fleet openFleet(
            GatewayOptions options, GatewayConfig.Builder builder, String token, boolean isPractice)
            throws CannotBegin, InterruptedException {
        List<Intent> all = List.of(Intent.values());
        builder.compression(CompressionCheck.choose(options.compression(), CompressionCheck.see()))
                .intentBits(options.intents().orElse(Intent.bits(isPractice ? all : Intent.unprivileged())));
        try {
            GatewayInfo info = GatewayInfo.fetch(builder.build());
            URI gateway = isPractice ? info.url() : options.gatewayUrl(Optional.of(info.url()));
            GatewayConfig config = builder.gatewayUrl(gateway).build();
            config.identifyQueue().update(info.sessionStartLimit());
            return Fleet.open(ShardRange.all(options.shards().orElse(info.shards())), id -> config, OnFailure.GO_ON);
        } catch (GatewayInfoException e) {
            String message = Redaction.of(String.valueOf(e.getMessage()), token);
            throw new CannotBegin(
                    status(e), message + (message.endsWith(".") ? "" : ".") + " \"nightjar doctor\" tells more.");
        } catch (IllegalStateException e) {
            throw new CannotBegin(ExitStatus.LIMITS, String.valueOf(e.getMessage()));
        }
    }

    private static ExitStatus status(GatewayInfoException failure) {
        return switch (failure.reason()) {
            case UNAUTHORIZED -> ExitStatus.TOKEN;
            case RATE_LIMITED -> ExitStatus.LIMITS;
            case SERVER_ERROR -> ExitStatus.GATEWAY;
            case UNEXPECTED_ANSWER, UNREACHABLE, TIMED_OUT -> ExitStatus.NETWORK;
        };
    }

    /** The status of a command whose shards have failed. */
    static ExitStatus status(GatewayException failure) {
        return switch (failure.reason()) {
            case AUTHENTICATION_FAILED -> ExitStatus.TOKEN;
            case INVALID_INTENTS, DISALLOWED_INTENTS -> ExitStatus.INTENTS;
            case INVALID_SHARD, SHARDING_REQUIRED -> ExitStatus.LIMITS;
            case INVALID_API_VERSION -> ExitStatus.GATEWAY;
            case HTTP_CLIENT_TERMINATED, INTERRUPTED, HANDLER_FAILED, INTERNAL -> ExitStatus.FAULT;
        };
    }

    Fleet fleet() {
        return fleet;
    }

    /** A line without the token, which a server might send back: as the reason of a close, say. */
    String redacted(String line) {
        return Redaction.of(line, secret);
    }

    /** The status at the end: well, unless a shard has failed. */
    ExitStatus status() {
        return failures().findFirst().map(FleetRun::status).orElse(ExitStatus.WELL);
    }

    /** Why the first of those shards has failed that have, in a sentence for the user. */
    Optional<String> failure() {
        return failures().findFirst().map(failure -> Redaction.of(String.valueOf(failure.getMessage())));
    }

    private Stream<GatewayException> failures() {
        return fleet.shards().stream().flatMap(shard -> shard.failure().stream());
    }

    /** Closes the sessions, and lets the JVM end. */
    @Override
    public void close() {
        fleet.close();
        if (practice != null) {
            practice.close();
        }
        atExit.close();
    }
}
