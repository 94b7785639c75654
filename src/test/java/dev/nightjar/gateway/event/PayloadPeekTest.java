package dev.nightjar.gateway.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPeekTest {

    @Test
    void theEnvelopeIsFoundInDiscordsOrder() {
        var payload = payload("{\"t\":\"MESSAGE_CREATE\",\"s\":42,\"op\":0,\"d\":{\"id\":\"1\"}}");

        assertEnvelope(payload, 0, 42, EventType.MESSAGE_CREATE, "MESSAGE_CREATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'d':{'op':9,'s':9,'t':'X','in':{'op':8}},'t':'MESSAGE_CREATE','s':42,'op':0}",
                "{'op':0,'d':[{'op':9},['}',']','\\\"']],'s':42,'t':'MESSAGE_CREATE'}",
                "{'s':42,'op':0,'t':'MESSAGE_CREATE','d':null}",
                "{'d':'{,\\\"op\\\":7,\\\\','op':0,'t':'MESSAGE_CREATE','s':42}",
                "{'op ':3,'ops':4,'S':5,'d':-1.5e3,'op':0,'s':42,'t':'MESSAGE_CREATE'}",
                " \t\r\n{ \"d\" : { \"op\" : 1 } , \"t\" : \"MESSAGE_CREATE\" , \"s\" : 42 , \"op\" : 0 } ",
                "{'\\u006fp':7,'d':true,'op':0,'s':42,'t':'MESSAGE_CREATE'}"
            })
    void outerKeysWinInAnyOrderWhateverDHolds(String json) {
        assertEnvelope(payload(json), 0, 42, EventType.MESSAGE_CREATE, "MESSAGE_CREATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'s':1,'d':{}}",
                "{'op':'0'}",
                "{'op':1.5}",
                "{'op':1e3}",
                "{'op':-1}",
                "{'op':01}",
                "{'op':99999999999}",
                "{'op':99999999999999999999999}",
                "{'op':null}",
                "{'op':true}",
                "{'op':[0]}",
                "{'op':{'op':0}}",
                "{'op':",
                "{'op'",
                "{'op",
                "{'d':'\\",
                "{'d':'\\\"",
                "{'d'",
                "{'d':",
                "{'d':{",
                "{:0,'op':0}",
                "{,}",
                "{",
                "}",
                "",
                " ",
                "null",
                "[]",
                "[{'op':0}]",
                "'x'",
                "NaN",
                "0",
                "{}"
            })
    void whereThereIsNoOpcodeItIsMinusOne(String json) {
        assertThat(payload(json).op()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 9, 10, 11, 12, 300, Integer.MAX_VALUE})
    void knownAndUnknownOpcodesAreReadAsTheyAre(int op) {
        var payload = payload("{'t':null,'s':null,'op':" + op + ",'d':null}");

        assertEnvelope(payload, op, -1, EventType.UNKNOWN, "");
    }

    @Test
    void aSequenceMayBeBeyondAnInt() {
        assertThat(payload("{'op':0,'s':9223372036854775807}").sequence()).isEqualTo(Long.MAX_VALUE);
        assertThat(payload("{'op':0,'s':9223372036854775808}").sequence()).isEqualTo(-1);
    }

    @Test
    void ofAKeyThatComesTwiceTheFirstCounts() {
        assertEnvelope(
                payload("{'op':0,'op':1,'s':2,'s':3,'d':{},'t':'RESUMED','t':'READY','op':7,'s':8}"),
                0,
                2,
                EventType.RESUMED,
                "RESUMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"o", "p", "oq", "np", "po", "Op", "oP", "opp", "T", "u", "r", "sx", "st", "\\u0073"})
    void aKeyThatIsNearlyOneOfTheThreeIsAnother(String key) {
        assertEnvelope(payload("{'" + key + "':1,'x':2}"), -1, -1, EventType.UNKNOWN, "");
        assertEnvelope(payload("{'" + key + "':'READY','op':0}"), 0, -1, EventType.UNKNOWN, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':0,'t':'READY",
                "{'op':0,'t':'",
                "{'op':0,'t':",
                "{'op':0,'t'",
                "{'op':0,'t':7}",
                "{'op':0,'t':['READY']}"
            })
    void aNameThatIsNoWholeStringIsNone(String json) {
        assertEnvelope(payload(json), 0, -1, EventType.UNKNOWN, "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # s                  | read as
            0                    | 0
            9                    | 9
            10                   | 10
            1234567890           | 1234567890
            922337203685477580   | 922337203685477580
            922337203685477581   | 922337203685477581
            9223372036854775799  | 9223372036854775799
            9223372036854775800  | 9223372036854775800
            9223372036854775807  | 9223372036854775807
            9223372036854775808  | -1
            9223372036854775809  | -1
            9223372036854775810  | -1
            92233720368547758070 | -1
            00                   | -1
            007                  | -1
            1/                   | -1
            1:                   | -1
            /1                   | -1
            +1                   | -1
            1a                   | -1
            """)
    void aSequenceIsReadToItsLastDigit(String text, long sequence) {
        assertThat(payload("{'s':" + text + "}").sequence()).isEqualTo(sequence);
        assertThat(payload("{'s':" + text).sequence()).isEqualTo(sequence);
    }

    @Test
    void whatFollowsAMemberWithoutAValueIsNotRead() {
        assertEnvelope(payload("{'x':,'op':0,'s':5,'t':'READY'}"), -1, -1, EventType.UNKNOWN, "");
        assertEnvelope(payload("{'op':0,'s':,'t':'READY'}"), 0, -1, EventType.UNKNOWN, "");
    }

    @Test
    void anUnknownNameIsKept() {
        assertEnvelope(payload("{'t':'GIFT_ÜPDATE','s':3,'op':0}"), 0, 3, EventType.UNKNOWN, "GIFT_ÜPDATE");
    }

    @Test
    void aNameWithoutOpcodeZeroIsNoDispatch() {
        assertEnvelope(payload("{'t':'READY','s':3,'op':11}"), 11, 3, EventType.UNKNOWN, "READY");
    }

    @Test
    void aHundredThousandBracketsAreNoOpcode() {
        assertThat(payload("[".repeat(100_000)).op()).isEqualTo(-1);
        assertThat(payload("{'d':" + "[".repeat(100_000)).op()).isEqualTo(-1);
        assertThat(payload("{'d':".repeat(100_000)).op()).isEqualTo(-1);
    }

    private static void assertEnvelope(Payload payload, int op, long sequence, EventType type, String name) {
        assertThat(payload.op()).isEqualTo(op);
        assertThat(payload.sequence()).isEqualTo(sequence);
        assertThat(payload.type()).isEqualTo(type);
        assertThat(payload.name()).isEqualTo(name);
    }

    /** Single quotes stand for double ones. */
    private static Payload payload(String json) {
        return Payload.of(json.replace('\'', '"').getBytes(UTF_8));
    }
}
