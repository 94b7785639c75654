package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 60, 63 to 68 and 72 from the socket to the loop: compressed, broken and unforeseen input. */
@Timeout(60)
class ShardInputTest {

    @ParameterizedTest
    @EnumSource(Compression.class)
    void eventsArriveInEachCompressionAndAReconnectBeginsAFreshContext(Compression compression) {
        try (Bench bench = Bench.open(config -> config.compression(compression))) {
            Client client = bench.identified();
            assertThat(client.received().getFirst().data())
                    .containsEntry("compress", compression == Compression.PAYLOAD);
            client.dispatch("NEW_THING", 2, "{\"text\":\"héllo ☃ 😀\"}");
            assertThat(bench.next(Unknown.class).payload().string()).contains("héllo ☃ 😀");

            client.reset();

            Client second = bench.resuming(2);
            second.dispatch("NEW_THING", 3, "{\"text\":\"wörld\"}");
            assertThat(bench.next(Unknown.class).payload().string()).contains("wörld");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"ZSTD", "ZLIB"})
    void aCorruptMessageIsOneErrorClosedAndResumedWithAFreshContext(Compression compression) {
        try (Bench bench = Bench.open(config -> config.compression(compression))) {
            Client client = bench.identified();
            byte[] broken = client.compress("{\"t\":\"NEW_THING\",\"s\":2,\"op\":0,\"d\":{}}");
            broken[0] ^= 0x55;
            broken[broken.length / 2] ^= 0x55;

            client.sendBinary(broken);

            assertThat(client.closed().code()).isEqualTo(4000);
            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("UNREADABLE_DATA 4000 RESUME");
            Client second = bench.resuming(1);
            second.dispatch("NEW_THING", 2, "{}");
            assertThat(bench.next(Unknown.class).payload().sequence()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatEndsItsZstdFrameWithEachMessageIsUnderstood() {
        try (Bench bench = Bench.open(config -> config.compression(Compression.ZSTD))) {
            Client client = bench.gateway.accept();
            client.sendBinary(frame("{\"op\":10,\"d\":{\"heartbeat_interval\":41250}}"));
            client.expect(2);
            client.sendBinary(frame("{\"op\":0,\"s\":1,\"t\":\"READY\",\"d\":{\"v\":10,\"session_id\":\"a\"}}"));
            client.sendBinary(
                    frame("{\"op\":0,\"s\":2,\"t\":\"NEW_THING\",\"d\":{\"text\":\"" + "x".repeat(9_000) + "\"}}"));

            bench.next(Ready.class);
            assertThat(bench.next(Unknown.class).payload().sequence()).isEqualTo(2);
            assertThat(bench.gateway.connections()).isEqualTo(1);
        }
    }

    private static byte[] frame(String json) {
        return Zstd.compress(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"ZSTD", "ZLIB"})
    void aGatewayThatNeverCompressesAsAskedIsReportedWithTheRemedyFromTheSecondTimeOn(Compression compression) {
        try (Bench bench = Bench.open(config -> config.compression(compression))) {
            byte[] strange = {1, 2, 3, 4, 5, 6, 7, 8};
            bench.gateway.accept().sendBinary(strange);
            assertThat(bench.next(Disconnected.class).reason()).doesNotContain("choose another");

            bench.gateway.accept().sendBinary(strange);

            assertThat(bench.next(Disconnected.class).reason())
                    .contains("choose another GatewayConfig.Builder.compression");
        }
    }

    @Test
    void aZlibMessageSplitOverSeveralWebSocketMessagesArrivesOnce() {
        try (Bench bench = Bench.open(config -> config.compression(Compression.ZLIB))) {
            Client client = bench.identified();
            bench.next(Ready.class);
            byte[] whole = client.compress("{\"t\":\"NEW_THING\",\"s\":2,\"op\":0,\"d\":{}}");

            client.sendSplitMessages(whole, 1, whole.length - 2);
            client.dispatch("NEW_THING", 3, "{}");

            assertThat(bench.next(Unknown.class).payload().sequence()).isEqualTo(2);
            assertThat(bench.next(Unknown.class).payload().sequence()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void continuationFramesAreOneMessage(Compression compression) {
        try (Bench bench = Bench.open(config -> config.compression(compression))) {
            Client client = bench.identified();
            bench.next(Ready.class);
            byte[] whole = client.compress("{\"t\":\"NEW_THING\",\"s\":2,\"op\":0,\"d\":{\"text\":\"☃\"}}");

            client.sendFragmented(whole, 1, 3, whole.length / 2, whole.length - 1);

            assertThat(bench.next(Unknown.class).payload().map()).containsEntry("text", "☃");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"ZSTD", "ZLIB"})
    void aTextFrameOnACompressedConnectionIsJson(Compression compression) {
        try (Bench bench = Bench.open(config -> config.compression(compression))) {
            Client client = bench.identified();

            client.sendText("{\"t\":\"NEW_THING\",\"s\":2,\"op\":0,\"d\":{}}");
            client.dispatch("NEW_THING", 3, "{}");

            assertThat(bench.next(Unknown.class).payload().sequence()).isEqualTo(2);
            assertThat(bench.next(Unknown.class).payload().sequence()).isEqualTo(3);
        }
    }

    @Test
    void aBinaryFrameWithoutCompressionIsAProtocolErrorAndResumed() {
        try (Bench bench = Bench.open(config -> config.compression(Compression.NONE))) {
            Client client = bench.identified();

            client.sendBinary("{\"op\":11}".getBytes(StandardCharsets.UTF_8));

            assertThat(client.closed().code()).isEqualTo(4000);
            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("UNREADABLE_DATA 4000 RESUME");
            bench.resuming(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aPayloadOverTheLimitEndsTheConnectionAndNamesTheOption(Compression compression) {
        try (Bench bench = Bench.open(config -> config.compression(compression).maxPayloadBytes(10_000))) {
            Client client = bench.identified();

            client.dispatch("NEW_THING", 2, "\"" + "x".repeat(20_000) + "\"");

            assertThat(client.closed().code()).isEqualTo(4000);
            assertThat(bench.next(Disconnected.class).reason()).contains("maxPayloadBytes");
            bench.resuming(1);
        }
    }

    @Test
    void theLimitOfAPayloadIsInBytesAlsoWhereItComesAsText() {
        String text = "{\"t\":\"NEW_THING\",\"s\":2,\"op\":0,\"d\":{\"text\":\"" + "☃".repeat(3_900) + "\"}}";
        try (Bench bench =
                Bench.open(config -> config.compression(Compression.NONE).maxPayloadBytes(4_096))) {
            Client client = bench.identified();

            client.sendText(text);

            assertThat(bench.next(Disconnected.class).reason()).contains("longer than 4096 bytes");
            bench.resuming(1);
        }
    }

    @Test
    void aZstdWindowOverTheLimitEndsTheConnectionAndNamesTheOption() {
        try (Bench bench = Bench.open(config -> config.maxZstdWindowBytes(1 << 20))) {
            Client client = bench.gateway.accept();

            client.sendBinary(zstdWithWindow(24));

            assertThat(client.closed().code()).isEqualTo(4000);
            assertThat(bench.next(Disconnected.class).reason()).contains("maxZstdWindowBytes");
        }
    }

    private static byte[] zstdWithWindow(int log) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(bytes)) {
            zstd.setLong(log);
            zstd.write("{\"op\":10,\"d\":{\"heartbeat_interval\":41250}}".getBytes(StandardCharsets.UTF_8));
            zstd.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void aGuildOfSixteenMebibytesInManyFragmentsIsDelivered() {
        try (Bench bench = Bench.open(config -> config.compression(Compression.NONE))) {
            Client client = bench.identified();
            bench.next(Ready.class);
            String text = "{\"t\":\"NEW_THING\",\"s\":2,\"op\":0,\"d\":{\"fill\":\"" + "ö".repeat(8 << 20) + "\"}}";
            byte[] whole = text.getBytes(StandardCharsets.UTF_8);

            client.sendFragmented(whole, 1_000_001, 5_000_000, whole.length - 1);

            assertThat(bench.next(Unknown.class).payload().size()).isEqualTo(whole.length);
        }
    }

    static String[] notPayloads() {
        return new String[] {
            "",
            "null",
            "[]",
            "{",
            "\"text\"",
            "NaN",
            "[".repeat(100_000),
            "{\"a\":".repeat(50_000),
            "{\"op\":\"0\"}",
            "{\"op\":1.5}",
            "{\"op\":99999999999}",
            "{}",
            "{\"op\":-7}"
        };
    }

    @ParameterizedTest
    @MethodSource("notPayloads")
    void whatIsNoPayloadIsReportedAndTheConnectionKept(String text) {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.sendText(text);
            client.dispatch("NEW_THING", 2, "{}");

            assertThat(bench.next(Malformed.class).payload().string()).isEqualTo(text);
            assertThat(bench.next(Unknown.class).payload().sequence()).isEqualTo(2);
            assertThat(bench.gateway.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 12, 300})
    void anUnknownOpcodeIsShownAndTheConnectionKept(int op) {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.send("{\"op\":" + op + ",\"d\":null}");

            assertThat(bench.next(Unknown.class).payload().op()).isEqualTo(op);
            assertThat(bench.shard.state()).isEqualTo(ShardState.ACTIVE);
        }
    }

    @Test
    void theOuterKeysCountWhateverStandsInD() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.send(
                    "{\"d\":{\"op\":7,\"s\":99,\"t\":\"READY\",\"d\":[{\"op\":9}]},\"s\":2,\"op\":0,\"t\":\"NEW_THING\"}");

            Unknown event = bench.next(Unknown.class);
            assertThat(event.payload().name()).isEqualTo("NEW_THING");
            assertThat(bench.shard.session()).map(Session::sequence).contains(2L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "null", "\"text\"", "5", "{}"})
    void anUnknownDispatchIsShownWhateverItsDataAndCounts(String data) {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();

            client.dispatch("PRESENCES_REPLACE", 2, data);

            assertThat(bench.next(Unknown.class).payload().string()).contains(data);
            assertThat(bench.shard.session()).map(Session::sequence).contains(2L);
        }
    }

    @Test
    void aSecondHelloIsReportedAndIgnored() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);

            client.hello(20);

            assertThat(bench.next(Malformed.class).cause()).hasMessageContaining("second HELLO");
            assertThat(client.received())
                    .filteredOn(payload -> payload.op() == 2)
                    .hasSize(1);
        }
    }

    @Test
    void rawMessagesShowEveryPayloadAndEveryEnd() {
        try (Bench bench = Bench.unread(config -> config)) {
            Client client = bench.identified();
            client.requestBeat();
            client.expectBeat();
            client.dispatch("NEW_THING", 2, "{}");
            client.close(4000, "again");

            StringBuilder trace = new StringBuilder();
            for (GatewayMessage message : bench.shard.messages()) {
                switch (message) {
                    case GatewayMessage.Text text -> trace.append(text.op()).append(' ');
                    case GatewayMessage.Close close -> trace.append("close ").append(close.code());
                }
                if (message instanceof GatewayMessage.Close) {
                    break;
                }
            }

            assertThat(trace).hasToString("10 0 1 11 0 close 4000");
        }
    }
}
