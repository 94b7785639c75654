package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadWriterTest {

    private static final String HEAD =
            "{'op':2,'d':{'token':'Bot t','properties':{'os':'os','browser':'b','device':'d'},";

    @Test
    void withoutASessionAHeartbeatCarriesNull() {
        assertThat(PayloadWriter.heartbeat(SessionLedger.NO_SEQUENCE)).isEqualTo("{\"op\":1,\"d\":null}");
    }

    @Test
    void aHeartbeatCarriesTheLastSequence() {
        assertThat(PayloadWriter.heartbeat(7)).isEqualTo("{\"op\":1,\"d\":7}");
    }

    @Test
    void identifyLeavesOutWhatIsNotSet() {
        assertThat(PayloadWriter.identify(config().build(), ShardId.ONE, Optional.empty()))
                .isEqualTo(json(HEAD + "'compress':false,'shard':[0,1],'intents':0}}"));
    }

    @Test
    void identifyHoldsExactlyWhatIsSet() {
        GatewayConfig config = config().intents(Intent.GUILDS, Intent.MESSAGE_CONTENT)
                .largeThreshold(100)
                .presence(UpdatePresence.of(Status.DO_NOT_DISTURB, Activity.of(Activity.Type.WATCHING, "birds")))
                .capabilities(Capability.CHANNEL_OBFUSCATION)
                .build();

        assertThat(PayloadWriter.identify(config, new ShardId(1, 3), config.presence()))
                .isEqualTo(json(HEAD + "'compress':false,'large_threshold':100,'shard':[1,3],"
                        + "'presence':{'since':null,'activities':[{'name':'birds','type':3}],'status':'dnd','afk':false},"
                        + "'intents':32769,'capabilities':32768}}"));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void onlyPayloadCompressionIsAskedForInIdentify(Compression compression) {
        Payload identify = Payload.of(bytes(
                PayloadWriter.identify(config().compression(compression).build(), ShardId.ONE, Optional.empty())));

        assertThat(identify.map()).containsEntry("compress", compression == Compression.PAYLOAD);
    }

    @Test
    void resumeNamesTheTokenTheSessionAndTheLastSequence() {
        assertThat(PayloadWriter.resume(config().build(), Samples.session("abc", 1_234_567_890_123L)))
                .isEqualTo(json("{'op':6,'d':{'token':'Bot t','session_id':'abc','seq':1234567890123}}"));
    }

    @Test
    void anEmptyListOfActivitiesClearsThem() {
        assertThat(PayloadWriter.commands(UpdatePresence.of(Status.ONLINE)))
                .containsExactly(json("{'op':3,'d':{'since':null,'activities':[],'status':'online','afk':false}}"));
    }

    @Test
    void aPresenceHasAllThatABotCanSet() {
        var presence = new UpdatePresence(
                Status.IDLE,
                List.of(
                        new Activity(Activity.Type.STREAMING, "live", "https://twitch.tv/x", null),
                        new Activity(Activity.Type.CUSTOM, "custom", null, "thinking")),
                Instant.ofEpochMilli(91_879_201),
                true);

        assertThat(PayloadWriter.commands(presence))
                .containsExactly(json("{'op':3,'d':{'since':91879201,'activities':["
                        + "{'name':'live','type':1,'url':'https://twitch.tv/x'},"
                        + "{'name':'custom','type':4,'state':'thinking'}],'status':'idle','afk':true}}"));
    }

    @ParameterizedTest
    @CsvSource({"ONLINE, online", "DO_NOT_DISTURB, dnd", "IDLE, idle", "INVISIBLE, invisible"})
    void aStatusIsWrittenAsDiscordNamesIt(Status status, String name) {
        assertThat(PayloadWriter.commands(UpdatePresence.of(status)).getFirst())
                .contains("\"status\":\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "\\", "\n", "\u0000", "\u001f", "\u2028", "/", "é", "☃", "😀", "\",\"op\":2,\"x\":\""})
    void aTextComesBackAsItWas(String text) {
        String json = PayloadWriter.commands(
                        UpdatePresence.of(Status.ONLINE, Activity.of(Activity.Type.PLAYING, "a" + text)))
                .getFirst();

        assertThat(Payload.of(bytes(json)).op()).isEqualTo(3);
        assertThat(Payload.of(bytes(json)).map().toString()).contains("name=a" + text + ",");
        assertThat(json.chars()).allMatch(c -> c >= ' ');
    }

    @Test
    void fourThousandAndNinetySixBytesPassAndOneMoreDoesNot() {
        String most = "{\"op\":3,\"d\":\"" + "x".repeat(4_096 - 15) + "\"}";
        assertThat(bytes(most)).hasSize(4_096);

        assertThat(PayloadWriter.checkSize(most)).isSameAs(most);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadWriter.checkSize(most + " "))
                .withMessage("A payload must be at most 4096 bytes of UTF-8, but has 4097: split or shorten it");
    }

    @ParameterizedTest
    @CsvSource({"x, 4096, 4097", "é, 2048, 4098", "☃, 1365, 4098", "😀, 1024, 4100"})
    void theSizeIsThatOfItsUtf8(String character, int most, int bytesOfOneMore) {
        assertThat(PayloadWriter.checkSize(character.repeat(most))).isEqualTo(character.repeat(most));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadWriter.checkSize(character.repeat(most + 1)))
                .withMessageContaining("but has " + bytesOfOneMore);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\uD83D', '\uDE00'})
    void aLoneSurrogateIsNoText(char surrogate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadWriter.checkSize("{\"op\":3,\"d\":\"" + surrogate + "\"}"))
                .withMessage("A payload must be Unicode text, but has a lone surrogate in it");
    }

    private static GatewayConfig.Builder config() {
        return GatewayConfig.builder("t").identifyProperties(new IdentifyProperties("os", "b", "d"));
    }

    /** Single quotes stand for double ones. */
    private static String json(String text) {
        return payload(text).string();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
