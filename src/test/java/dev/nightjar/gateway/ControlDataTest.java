package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.gateway.ControlData.ReadyData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':10,'d':{'heartbeat_interval':41250}}",
                "{'d':{'heartbeat_interval':41250},'op':10}",
                "{'t':null,'s':null,'op':10,'d':{'_trace':['x',{'heartbeat_interval':1}],'heartbeat_interval':41250}}",
                " { 'x' : {'d':{'heartbeat_interval':1}} , 'd' : { 'heartbeat_interval' : 41250 } } "
            })
    void theIntervalIsFoundInTheOutermostDataWhateverTheOrderOfTheKeys(String json) throws IOException {
        assertThat(ControlData.heartbeatInterval(payload(json))).isEqualTo(41_250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':10,'d':null,'heartbeat_interval':41250}",
                "{'op':10,'d':5,'heartbeat_interval':41250}",
                "{'op':10,'d':[],'heartbeat_interval':41250}",
                "{'op':10,'heartbeat_interval':41250}",
                "[]",
                ""
            })
    void whatStandsBesideTheDataIsNotTakenForIt(String json) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ControlData.heartbeatInterval(payload(json)));
    }

    @Test
    void aWrongIntervalIsNamed() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ControlData.heartbeatInterval(payload("{'d':{'heartbeat_interval':'soon'}}")))
                .withMessage("it is soon");
    }

    @Test
    void ofReadyOnlyTheSessionsPartsAreRead() throws IOException {
        ReadyData ready = ControlData.ready(payload("{'t':'READY','s':1,'op':0,'d':{'v':10,'user':{'session_id':'no'},"
                + "'guilds':[{'id':'1','unavailable':true},{'shard':[9,9]}],'session_id':'abc',"
                + "'resume_gateway_url':'wss://resume.example','shard':[3,16],'_trace':['x']}}"));

        assertThat(ready).isEqualTo(new ReadyData("abc", "wss://resume.example", List.of(3L, 16L)));
    }

    @Test
    void partsOfAnotherTypeAreSkippedWholeAndTheOthersStayRight() throws IOException {
        ReadyData ready = ControlData.ready(payload("{'d':{'resume_gateway_url':{'session_id':'no','x':[1]},"
                + "'shard':{'session_id':'no'},'session_id':'abc'}}"));

        assertThat(ready).isEqualTo(new ReadyData("abc", null, null));
    }

    @Test
    void ofTheShardsNumbersNoMoreAreKeptThanItTakesToSeeThatTheyAreTooMany() throws IOException {
        ReadyData ready =
                ControlData.ready(payload("{'d':{'shard':[0,1" + ",[7]".repeat(100) + "],'session_id':'abc'}}"));

        assertThat(ready).isEqualTo(new ReadyData("abc", null, List.of(0L, 1L, -1L)));
    }

    @Test
    void onlyTrueIsResumable() throws IOException {
        assertThat(ControlData.isResumable(payload("{'op':9,'d':true}"))).isTrue();
        assertThat(ControlData.isResumable(payload("{'op':9,'d':false}"))).isFalse();
        assertThat(ControlData.isResumable(payload("{'op':9,'d':'true'}"))).isFalse();
        assertThat(ControlData.isResumable(payload("{'op':9,'d':[true]}"))).isFalse();
    }

    @Test
    void aLevelOfNestingWithoutEndIsAnErrorAndNoOverflow() {
        String deep = "{'d':{'x':" + "[".repeat(100_000);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ControlData.ready(payload(deep)));
    }
}
