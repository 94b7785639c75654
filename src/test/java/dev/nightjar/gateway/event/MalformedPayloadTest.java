package dev.nightjar.gateway.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedPayloadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "NaN",
                "'x'",
                "{'op':NaN}",
                "{'op':'0'}",
                "{'op':1.5}",
                "{'op':99999999999}"
            })
    void whatHasNoOpcodeIsMalformed(String json) {
        var payload = Samples.payload(json);

        assertThat(payload.event()).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.payload()).isSameAs(payload);
            assertThat(malformed.cause()).hasMessageStartingWith("no opcode: ");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'token':SECRET,'guild_id':'1'}",
                "{'token':'SECRET",
                "{'token':'SECRET' SECRET}",
                "{'token':trueSECRET}",
                "{'token':SECRET"
            })
    void theCauseQuotesNothingOfThePayload(String data) {
        var event = Samples.dispatch("VOICE_SERVER_UPDATE", data).event();

        assertThat(event).isInstanceOf(Malformed.class);
        assertThat(event.toString()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 9, 10, 11, 12, 300})
    void anOpcodeWithoutARecordIsUnknown(int op) {
        var payload = Samples.payload("{'op':" + op + ",'d':false}");

        assertThat(payload.event()).isEqualTo(new Unknown(payload));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a':1}", "[1]", "null", "'x'", "1", "true", "[", "NaN"})
    void aDispatchWithAnUnknownNameIsUnknownWhateverItsData(String data) {
        var payload = Samples.dispatch("PRESENCES_REPLACE", data);

        assertThat(payload.event()).isEqualTo(new Unknown(payload));
        assertThat(payload.name()).isEqualTo("PRESENCES_REPLACE");
        assertThat(payload.sequence()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'id':'1'}]", "null", "'x'", "1", "true", "", "NaN", "{", "{'id':'1'", "{'id':}", "{]"})
    void aKnownDispatchWithoutAnObjectIsMalformed(String data) {
        var payload = Samples.dispatch("MESSAGE_DELETE", data);

        assertThat(payload.event()).isInstanceOf(Malformed.class);
        assertThat(payload.sequence()).isEqualTo(1);
    }

    @Test
    void aPayloadThatIsCutOffAnywhereIsMalformed() {
        byte[] whole = Samples.resource("message-create.json").bytes();
        int end = new String(whole, UTF_8).stripTrailing().getBytes(UTF_8).length;

        for (int length = 0; length < end; length++) {
            var payload = Payload.of(Arrays.copyOf(whole, length));

            assertThat(payload.event()).as("%d bytes", length).isNotInstanceOf(MessageCreate.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void deepNestingIsMalformedAndNoStackOverflow(int depth) {
        var brackets = Samples.dispatch("MESSAGE_CREATE", "{'id':" + "[".repeat(depth));
        var objects = Samples.dispatch("MESSAGE_CREATE", "{'referenced_message':".repeat(depth));

        assertThat(brackets.event()).isInstanceOf(Malformed.class);
        assertThat(objects.event()).isInstanceOf(Malformed.class);
        assertThatThrownBy(objects::map).isInstanceOf(PayloadException.class);
    }

    @Test
    void moreThanOneValueIsMalformed() {
        assertThat(Samples.payload("{'op':0,'s':1,'t':'MESSAGE_DELETE','d':{}} {}")
                        .event())
                .isInstanceOf(Malformed.class);
    }

    @Test
    void whatIsWrongIsSaidWithoutTheContent() {
        var payload = Samples.dispatch("MESSAGE_DELETE", "{'content':'a secret','id':}");

        assertThat(payload.toString()).isEqualTo("Payload[op=0, s=1, t=MESSAGE_DELETE, 68 bytes]");
        assertThat(payload.event())
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.cause()).hasMessageNotContaining("secret"));
        assertThatThrownBy(payload::map)
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("MESSAGE_DELETE")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theEmptyPayloadIsNoDispatch() {
        assertThat(Payload.EMPTY.op()).isEqualTo(-1);
        assertThat(Payload.EMPTY.event()).isInstanceOf(Malformed.class);
        assertThatThrownBy(Payload.EMPTY::map).isInstanceOf(PayloadException.class);
    }

    @Test
    void dataIsAMapWithAllThatIsInIt() {
        var payload =
                Samples.dispatch("X", "{'a':1,'b':[true,null,'x'],'c':{'d':null},'e':1.5,'f':9223372036854775807}");

        assertThat(payload.map())
                .containsEntry("a", 1)
                .containsEntry("b", Arrays.asList(true, null, "x"))
                .containsEntry("e", 1.5)
                .containsEntry("f", Long.MAX_VALUE);
        assertThat(payload.map().get("c")).hasToString("{d=null}");
    }

    @Test
    void randomBytesNeverThrow() {
        long seed = 20261124;
        var random = new Random(seed);
        byte[] sample = Samples.resource("guild-create.json").bytes();

        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = Arrays.copyOf(sample, random.nextInt(sample.length));
            for (int i = random.nextInt(20); i >= 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = "{}[]\",:\\ 0tnd\0\u007f".getBytes(UTF_8)[random.nextInt(15)];
            }
            var payload = Payload.of(bytes);

            assertThat(payload.event()).as("seed %d, round %d", seed, round).isNotNull();
            assertThat(List.of(payload.name(), payload.toString(), payload.string()))
                    .isNotEmpty();
        }
    }
}
