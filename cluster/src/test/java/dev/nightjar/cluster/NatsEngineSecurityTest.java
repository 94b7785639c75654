package dev.nightjar.cluster;

import static dev.nightjar.cluster.EngineContractTest.bytes;
import static dev.nightjar.cluster.EngineContractTest.next;
import static dev.nightjar.cluster.EngineContractTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials, TLS and permissions at a real server. */
@Timeout(240)
@SuppressWarnings("try") // what must be closed is not always used before
final class NatsEngineSecurityTest {

    private static final String SECRET = "s3cret";
    private static final Duration LONG = Duration.ofSeconds(60);

    /** The client waits for the whole timeout before it tells of wrong credentials. */
    private static final NatsSettings HASTY = NatsSettings.of("bot").withTimeout(Duration.ofSeconds(4));

    private static final List<String> PASSWORD =
            List.of("authorization { user: bot, password: \"" + SECRET + "\", timeout: 60 }");
    private static final List<String> TOKEN = List.of("authorization { token: \"" + SECRET + "\", timeout: 60 }");

    /** All passwords of docs/cluster-permissions.conf. */
    private static final Map<String, String> PASSWORDS =
            Map.of("RED_MEMBER_PASSWORD", "red1", "RED_WORKER_PASSWORD", "red2", "BLUE_MEMBER_PASSWORD", "blue1");

    /** Patient, so that whatever is refused is not late but refused. */
    private static NatsSettings bot(String name) {
        return NatsSettings.of(name).withTimeout(LONG);
    }

    private static Options.Builder to(NatsServer server) {
        return Options.builder().server(server.url());
    }

    private static void write(Ledger ledger, String value) throws Exception {
        assertThat(ledger.write("key", value, Ledger.ABSENT)).isPresent();
        assertThat(ledger.read("key").orElseThrow().value()).isEqualTo(value);
    }

    @Test
    void aUserAndPasswordAreAccepted() throws Exception {
        try (NatsServer server = NatsServer.startWith(PASSWORD);
                NatsEngine engine = NatsEngine.connect(to(server).userInfo("bot", SECRET), bot("one"));
                NatsEngine byUrl = NatsEngine.connect(server.url().replace("//", "//bot:" + SECRET + "@"), "two")) {
            write(engine.ledger(), "by options");
            write(byUrl.ledger(), "by URL");
        }
    }

    @Test
    void aTokenIsAccepted() throws Exception {
        try (NatsServer server = NatsServer.startWith(TOKEN);
                NatsEngine engine = NatsEngine.connect(to(server).token(SECRET.toCharArray()), bot("bot"))) {
            write(engine.ledger(), "by token");
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithASentenceThatDoesNotShowIt() throws Exception {
        try (NatsServer server = NatsServer.startWith(PASSWORD)) {
            assertRefusedCredentials(to(server).userInfo("bot", "a-wrong-one"), server);
            assertRefusedCredentials(
                    Options.builder().server(server.url().replace("//", "//bot:a-wrong-one@")), server);
        }
    }

    @Test
    void aWrongTokenIsRefusedWithASentenceThatDoesNotShowIt() throws Exception {
        try (NatsServer server = NatsServer.startWith(TOKEN)) {
            assertRefusedCredentials(to(server).token("a-wrong-one".toCharArray()), server);
        }
    }

    private static void assertRefusedCredentials(Options.Builder options, NatsServer server) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> NatsEngine.connect(options, HASTY))
                .withMessageContaining("refused the credentials")
                .withMessageContaining(server.url())
                .withMessageContaining("password")
                .satisfies(refused -> assertThat(trace(refused)).doesNotContain("a-wrong-one"));
    }

    @Test
    void aServerThatCannotBeReachedIsNamedWithoutThePassword() throws Exception {
        try (NatsServer server = NatsServer.startWith(PASSWORD)) {
            server.kill();

            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NatsEngine.connect(server.url().replace("//", "//bot:" + SECRET + "@"), "bot"))
                    .withMessageContaining(server.url())
                    .satisfies(failure -> assertThat(trace(failure)).doesNotContain(SECRET));
        }
    }

    @Test
    void tlsWorksWithTheUsersTrust(@TempDir Path folder) throws Exception {
        ServerKeys keys = ServerKeys.make(folder);
        try (NatsServer server = NatsServer.startWith(keys.configuration());
                NatsEngine engine = NatsEngine.connect(to(server).sslContext(keys.trusting()), bot("bot"))) {
            write(engine.ledger(), "over TLS");
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsReported(@TempDir Path folder) throws Exception {
        ServerKeys keys = ServerKeys.make(folder);
        try (NatsServer server = NatsServer.startWith(keys.configuration())) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NatsEngine.connect(to(server).sslContext(SSLContext.getDefault()), bot("bot")))
                    .withMessageContaining(server.url())
                    .withMessageContaining("certification path")
                    .withMessageContaining("SSLContext");
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused(@TempDir Path folder) throws Exception {
        ServerKeys keys = ServerKeys.make(folder, "dns:elsewhere.example,ip:192.0.2.1");
        try (NatsServer server = NatsServer.startWith(keys.configuration())) {
            for (String url :
                    List.of(server.url(), byName(server), byName(server).replace("nats:", "tls:"))) {
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> NatsEngine.connect(
                                Options.builder().server(url).sslContext(keys.trusting()), bot("bot")))
                        .withMessageContaining(url)
                        .withMessageContaining("No subject alternative")
                        .withMessageContaining("the host that the URL names");
            }
        }
    }

    @Test
    void aCertificateForTheNameIsOneForNoAddressAndTheOtherWayRound(@TempDir Path one, @TempDir Path two)
            throws Exception {
        ServerKeys name = ServerKeys.make(one, "dns:localhost");
        try (NatsServer server = NatsServer.startWith(name.configuration());
                NatsEngine engine = NatsEngine.connect(
                        Options.builder().server(byName(server)).sslContext(name.trusting()), bot("bot"))) {
            write(engine.ledger(), "by name");
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NatsEngine.connect(to(server).sslContext(name.trusting()), bot("bot")))
                    .withMessageContaining("127.0.0.1");
        }
        ServerKeys address = ServerKeys.make(two, "ip:127.0.0.1");
        try (NatsServer server = NatsServer.startWith(address.configuration());
                NatsEngine engine = NatsEngine.connect(to(server).sslContext(address.trusting()), bot("bot"))) {
            write(engine.ledger(), "by address");
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NatsEngine.connect(
                            Options.builder().server(byName(server)).sslContext(address.trusting()), bot("bot")))
                    .withMessageContaining("localhost");
        }
    }

    @Test
    void openTlsChecksNoCertificate(@TempDir Path folder) throws Exception {
        ServerKeys keys = ServerKeys.make(folder, "dns:elsewhere.example");
        try (NatsServer server = NatsServer.startWith(keys.configuration());
                NatsEngine engine = NatsEngine.connect(server.url().replace("nats:", "opentls:"), "bot")) {
            write(engine.ledger(), "to anybody");
        }
    }

    private static String byName(NatsServer server) {
        return server.url().replace("127.0.0.1", "localhost");
    }

    @Test
    void anNkeyIsAccepted() throws Exception {
        NKey key = NKey.createUser(new SecureRandom());
        try (NatsServer server = NatsServer.startWith(List.of(
                        "authorization { users: [ { nkey: " + new String(key.getPublicKey()) + " } ], timeout: 60 }"));
                NatsEngine engine = NatsEngine.connect(asUser(server, key), bot("bot"))) {
            write(engine.ledger(), "by NKey");

            assertRefused(asUser(server, NKey.createUser(new SecureRandom())), server);
        }
    }

    private static Options.Builder asUser(NatsServer server, NKey key) {
        return to(server).authHandler(Nats.staticCredentials(null, key.getSeed()));
    }

    @Test
    void aFileOfCredentialsIsAccepted(@TempDir Path folder) throws Exception {
        ServerOperator operator = ServerOperator.make(folder);
        Path known = operator.credentials(folder.resolve("known.creds"));
        Path unknown = ServerOperator.make(folder).credentials(folder.resolve("unknown.creds"));
        try (NatsServer server = NatsServer.startWith(operator.configuration());
                NatsEngine engine = NatsEngine.connect(withFile(server, known), bot("bot"))) {
            write(engine.ledger(), "by credentials");

            assertRefused(withFile(server, unknown), server);
        }
    }

    private static Options.Builder withFile(NatsServer server, Path credentials) {
        return to(server).authHandler(Nats.credentials(credentials.toString()));
    }

    private static void assertRefused(Options.Builder options, NatsServer server) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> NatsEngine.connect(options, HASTY))
                .withMessageContaining("refused the credentials")
                .withMessageContaining(server.url());
    }

    @Test
    void aClientWithoutTlsIsToldThatTheServerWantsIt(@TempDir Path folder) throws Exception {
        ServerKeys keys = ServerKeys.make(folder);
        try (NatsServer server = NatsServer.startWith(keys.configuration())) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NatsEngine.connect(to(server), bot("bot")))
                    .withMessageContaining(server.url())
                    .withMessageContaining("SSLContext");
        }
    }

    @Test
    void theLeastPermissionsAreEnoughForAllThatMembersAndWorkersDo() throws Exception {
        try (NatsServer server = twoBots();
                NatsEngine engine = member(server, "red");
                NatsEngine other = member(server, "red")) {
            Ledger ledger = engine.ledger();
            EngineContractTest.Heard heard = new EngineContractTest.Heard();
            try (Ledger.Subscription watch = other.ledger().watch("a.", heard);
                    Ledger.Subscription answers = other.courier().answer("who", request -> "me, " + request)) {
                long revision = ledger.write("a.key", "value", Ledger.ABSENT).orElseThrow();
                assertThat(heard.keys.poll(60, TimeUnit.SECONDS)).isEqualTo("a.key");
                assertThat(ledger.read("a.key").orElseThrow().value()).isEqualTo("value");
                assertThat(ledger.list("a.")).hasSize(1);
                assertThat(engine.courier().ask("who", "too", LONG)).contains("me, too");
                assertThat(engine.courier().ask("nobody", "", LONG)).isEmpty();
                assertThat(ledger.delete("a.key", revision)).isTrue();
                assertThat(heard.uncertain).isEmpty();
            }
            EventLog log = engine.eventLog(EventLogLimits.DEFAULT);
            log.append("subject", "id", bytes("event")).toCompletableFuture().get(60, TimeUnit.SECONDS);
            try (NatsEngine worker = worker(server);
                    EventLog.Reader reader =
                            worker.eventLog(EventLogLimits.DEFAULT).read("worker", ">", LONG)) {
                EventLog.Delivery delivery = next(reader);
                assertThat(text(delivery)).isEqualTo("event");
                delivery.acknowledge();
            }
        }
    }

    @Test
    void oldMarkersOfDeletionsAreSweptWithTheLeastPermissions() throws Exception {
        try (NatsServer server = twoBots();
                NatsEngine engine = member(server, "red")) {
            Ledger ledger = NatsLedger.open(engine.wire(), bot("red"), Duration.ZERO);
            assertThat(ledger.delete(
                            "key", ledger.write("key", "", Ledger.ABSENT).orElseThrow()))
                    .isTrue();

            // A removal that was refused would be an error of the connection by the time of the second answer.
            assertThat(ledger.list("")).isEmpty();
            assertThat(ledger.list("")).isEmpty();
            assertThat(engine.wire().connection().getLastError()).isNullOrEmpty();
        }
    }

    @Test
    void theBucketOfAnotherBotIsRefusedAtOnce() throws Exception {
        try (NatsServer server = twoBots();
                NatsEngine blue = member(server, "blue");
                NatsEngine red = member(server, "red")) {
            write(blue.ledger(), "blue's");

            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NatsEngine.connect(asMember(server, "red"), bot("blue")))
                    .withMessageContaining("nightjar-blue")
                    .withMessageContaining("refused by NATS")
                    .withMessageContaining("permission");
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() ->
                            red.wire().store("Reading", "$JS.API.STREAM.MSG.GET.KV_nightjar-blue", null, bytes("{}")))
                    .withMessageContaining("refused by NATS");
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> red.wire().store("Writing", "$KV.nightjar-blue.key", null, bytes("red's")))
                    .withMessageContaining("$KV.nightjar-blue.key");

            assertThat(blue.ledger().read("key").orElseThrow().value()).isEqualTo("blue's");
        }
    }

    @Test
    void whatAWorkerMayNotDoIsRefusedAtOnce() throws Exception {
        try (NatsServer server = twoBots();
                NatsEngine member = member(server, "red")) {
            EventLog log = member.eventLog(EventLogLimits.DEFAULT);
            try (NatsEngine worker = worker(server)) {
                EventLog read = worker.eventLog(EventLogLimits.DEFAULT);

                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> worker.ledger().write("key", "", Ledger.ABSENT))
                        .withMessageContaining("refused by NATS");
                // The first one may be refused before the wait for its answer has begun.
                for (int attempt = 0; attempt < 100; attempt++) {
                    String key = "key." + attempt;
                    assertThatExceptionOfType(EngineException.class)
                            .isThrownBy(() -> worker.ledger().write(key, "", Ledger.ABSENT))
                            .withMessageContaining("refused by NATS");
                }
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> worker.ledger().read("key"))
                        .withMessageContaining("refused by NATS");
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> worker.courier().answer("subject", request -> ""))
                        .withMessageContaining("Answering subject")
                        .withMessageContaining("refused by NATS");
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> read.append("subject", "id", bytes(""))
                                .toCompletableFuture()
                                .get(240, TimeUnit.SECONDS))
                        .withCauseInstanceOf(EngineException.class)
                        .withMessageContaining("refused by NATS");
            }
            // A member reads no events; nothing but the request for one says so.
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> log.read("worker", ">", LONG))
                    .withMessageContaining("refused by NATS");
        }
    }

    @Test
    void aReaderThatMayNotAskForEventsSaysSo() throws Exception {
        List<String> lines = permissions().stream()
                .filter(line -> !line.contains("MSG.NEXT"))
                .toList();
        try (NatsServer server = NatsServer.startWith(lines, PASSWORDS);
                NatsEngine member = member(server, "red")) {
            var unused = member.eventLog(EventLogLimits.DEFAULT);
            try (NatsEngine worker = worker(server);
                    EventLog.Reader reader =
                            worker.eventLog(EventLogLimits.DEFAULT).read("worker", ">", LONG)) {
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> reader.next(LONG))
                        .withMessageContaining("refused by NATS")
                        .withMessageContaining("MSG.NEXT");
            }
        }
    }

    @Test
    void aConnectionThatMayNotHearItsAnswersSaysSo() throws Exception {
        try (NatsServer server = twoBots()) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NatsEngine.connect(
                            asMember(server, "red").inboxPrefix("_INBOX."),
                            bot("red").withPrefix("x")))
                    .withMessageContaining("refused by NATS");
        }
    }

    @Test
    void aMemberThatMayNotAnswerStillReadsAndWritesRecords() throws Exception {
        List<String> lines = permissions().stream()
                .filter(line -> !line.contains("# answers them"))
                .toList();
        CountDownLatch refused = new CountDownLatch(1);
        ErrorListener errors = new ErrorListener() {
            @Override
            public void errorOccurred(Connection connection, String error) {
                refused.countDown(); // after the engine has heard of it
            }
        };
        try (NatsServer server = NatsServer.startWith(lines, PASSWORDS);
                NatsEngine asking = member(server, "red");
                NatsEngine mute = NatsEngine.connect(asMember(server, "red").errorListener(errors), bot("red"));
                Ledger.Subscription answers = mute.courier().answer("who", request -> "me")) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> asking.courier().ask("who", "", Duration.ofSeconds(1)));
            assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();

            write(mute.ledger(), "written");
        }
    }

    private static NatsServer twoBots() throws Exception {
        return NatsServer.startWith(permissions(), PASSWORDS);
    }

    private static List<String> permissions() throws Exception {
        return Files.readAllLines(Path.of("../docs/cluster-permissions.conf"));
    }

    private static Options.Builder asMember(NatsServer server, String bot) {
        return to(server).userInfo(bot + "-member", bot + "1");
    }

    private static NatsEngine member(NatsServer server, String bot) throws Exception {
        return NatsEngine.connect(asMember(server, bot), bot(bot));
    }

    private static NatsEngine worker(NatsServer server) throws Exception {
        return NatsEngine.connect(
                to(server).userInfo("red-worker", "red2").inboxPrefix("nightjar.red.worker"), bot("red"));
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
