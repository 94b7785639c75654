package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Skipped;
import dev.nightjar.cli.GatewayAnswer.Application;
import dev.nightjar.gateway.GatewayInfo;
import dev.nightjar.gateway.ShardId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the doctor, one after the other. A check whose ground another one has found missing is skipped; each other one is
 * made, so that one run shows all that is wrong. Confined to one thread.
 */
final class Examination {

    private final GatewayOptions options;
    private final Surroundings surroundings;
    private final Duration listen;
    private final boolean logsIn;
    private final Diagnosis diagnosis;

    /**
     * An examination.
     *
     * @param options where to connect and how
     * @param surroundings the environment
     * @param listen how long to listen after the log-in
     * @param logsIn whether to log in
     * @param diagnosis what gets the findings
     */
    Examination(
            GatewayOptions options, Surroundings surroundings, Duration listen, boolean logsIn, Diagnosis diagnosis) {
        this.options = options;
        this.surroundings = surroundings;
        this.listen = listen;
        this.logsIn = logsIn;
        this.diagnosis = diagnosis;
    }

    /** What the HTTP API has said; nothing where it was not asked or gave no good answer. */
    private record Known(boolean tokenRefused, Optional<GatewayInfo> info, Application application) {

        static final Known NOTHING = new Known(false, Optional.empty(), Application.UNKNOWN);
    }

    void run() throws InterruptedException {
        TokenCheck.Judgement token = TokenCheck.judge(options.tokenSource(surroundings));
        diagnosis.add(TokenCheck.NAME, token.findings());
        Throwable loading = CompressionCheck.see();
        diagnosis.add(
                CompressionCheck.NAME,
                CompressionCheck.judge(loading, CompressionCheck.choose(options.compression(), loading)));
        URI api = options.apiUrl();
        Route route = Route.to(api, options.proxy());
        diagnosis.add(
                ProxyCheck.NAME, ProxyCheck.judge(route, options.proxy().isPresent(), surroundings.environment()));

        Known known = Known.NOTHING;
        boolean reached = reach(Place.of(api), route);
        if (reached) {
            known = ask(new Api(api, route, options.timeout()), token.token());
        } else {
            diagnosis.add(ApiCheck.NAME, new Skipped("The HTTP API cannot be reached."));
        }
        logIn(token.token(), loading, known, reached);
    }

    /** Goes the way to a place step by step. Whether it can be reached. */
    private boolean reach(Place place, Route route) throws InterruptedException {
        Optional<List<InetAddress>> addresses = lookUp(route.isStraight() ? place : route.place());
        if (addresses.isEmpty()) {
            return false;
        }
        Dial.Result dial = Dial.open(place, route, addresses.get(), options.timeout());
        boolean connected = diagnosis.add(TcpCheck.NAME, TcpCheck.judge(place, route, dial));
        if (!(dial instanceof Dial.Open open)) {
            return connected;
        }
        if (!place.encrypted()) {
            close(open);
            return connected;
        }
        return diagnosis.add(
                TlsCheck.NAME, TlsCheck.judge(place, TlsCheck.see(place, open.socket(), Witness.ofTheJvm())));
    }

    private Optional<List<InetAddress>> lookUp(Place place) throws InterruptedException {
        DnsCheck.Seen seen = DnsCheck.see(place, options.timeout());
        if (!DnsCheck.isAddress(place.host())) {
            diagnosis.add(DnsCheck.NAME, DnsCheck.judge(place, seen));
        }
        return seen instanceof DnsCheck.Known known ? Optional.of(known.addresses()) : Optional.empty();
    }

    private Known ask(Api api, String token) throws InterruptedException {
        Place place = Place.of(api.base());
        Api.Result result = api.get(token.isEmpty() ? "/gateway" : "/gateway/bot", token);
        boolean answered = diagnosis.add(ApiCheck.NAME, ApiCheck.judge(place, result));
        if (result instanceof Api.Answer answer) {
            diagnosis.add(ClockCheck.NAME, ClockCheck.judge(answer));
        }
        boolean refused = result instanceof Api.Answer answer && answer.status() == 401;
        if (!answered || token.isEmpty() || !(result instanceof Api.Answer answer)) {
            return new Known(refused, Optional.empty(), Application.UNKNOWN);
        }
        Application application = application(api, token);
        diagnosis.add(IntentsCheck.NAME, IntentsCheck.judge(options.intents(), application.flags()));
        Optional<GatewayInfo> info = answer.object().flatMap(GatewayAnswer::info);
        if (info.isPresent()) {
            diagnosis.add(LimitsCheck.NAME, LimitsCheck.judge(info.get().sessionStartLimit(), total(info)));
            diagnosis.add(
                    ShardsCheck.NAME,
                    ShardsCheck.judge(application.guilds(), info.get().shards(), options.shards()));
        } else {
            diagnosis.add(LimitsCheck.NAME, new Skipped("The answer of the HTTP API lacks the session start limit."));
        }
        return new Known(false, info, application);
    }

    private static Application application(Api api, String token) throws InterruptedException {
        return api.get("/applications/@me", token) instanceof Api.Answer answer && answer.status() == 200
                ? answer.object().map(GatewayAnswer::application).orElse(Application.UNKNOWN)
                : Application.UNKNOWN;
    }

    private int total(Optional<GatewayInfo> info) {
        return options.shards().orElse(info.map(GatewayInfo::shards).orElse(1));
    }

    private void logIn(String token, @Nullable Throwable loading, Known known, boolean reached)
            throws InterruptedException {
        if (!logsIn) {
            skipLogin("--no-login was given.");
        } else if (token.isEmpty()) {
            skipLogin("There is no token to log in with.");
        } else if (known.tokenRefused()) {
            skipLogin("The token is refused already.");
        } else if (known.info()
                .filter(info -> info.sessionStartLimit().remaining() == 0)
                .isPresent()) {
            skipLogin("No log-in is left today.");
        } else {
            URI gateway = options.gatewayUrl(known.info().map(GatewayInfo::url));
            Route route = Route.to(gateway, options.proxy());
            if (isSeen(Place.of(gateway), route) ? reached : reach(Place.of(gateway), route)) {
                logIn(token, gateway, loading, known);
            } else {
                skipLogin("The gateway cannot be reached.");
            }
        }
    }

    private void logIn(String token, URI gateway, @Nullable Throwable loading, Known known)
            throws InterruptedException {
        Place place = Place.of(gateway);
        ShardId shard = new ShardId(0, total(known.info()));
        int intents =
                IntentsCheck.toLogInWith(options.intents(), known.application().flags());
        int refused = options.intents().orElse(intents) & ~intents;
        String leftOut = refused == 0 ? "" : IntentsCheck.names(refused);
        var config = options.config(token)
                .gatewayUrl(gateway)
                .compression(CompressionCheck.choose(options.compression(), loading))
                .intentBits(intents)
                .build();
        Login.Seen seen = Login.see(shard, config, options.loginTimeout(), listen);
        boolean loggedIn = diagnosis.add(LoginCheck.NAME, LoginCheck.judge(shard, place, leftOut, seen.outcome()));
        if (loggedIn && seen.outcome() instanceof Login.LoggedIn in) {
            diagnosis.add(HeartbeatCheck.NAME, HeartbeatCheck.judge(seen));
            diagnosis.add(
                    GuildsCheck.NAME,
                    GuildsCheck.judge(in.guilds(), shard, known.application().id()));
            diagnosis.add(EventsCheck.NAME, EventsCheck.judge(seen, listen));
        }
    }

    /** Whether the way to the HTTP API was the same, as far as TCP and TLS go. */
    private boolean isSeen(Place gateway, Route route) {
        Place api = Place.of(options.apiUrl());
        return route.isStraight()
                && gateway.host().equals(api.host())
                && gateway.port() == api.port()
                && gateway.encrypted() == api.encrypted();
    }

    private void skipLogin(String why) {
        diagnosis.add(LoginCheck.NAME, new Skipped(why));
    }

    private static void close(Dial.Open open) {
        try {
            open.socket().close();
        } catch (IOException e) {
            // It was only to be seen that it opens.
        }
    }
}
