package dev.nightjar.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.GuildAuditLogEntryCreate;
import dev.nightjar.gateway.event.GuildMemberUpdate;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.VoiceStateUpdate;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The examples of the pages of packages do what they say. */
class ReadModelTest {

    @Test
    void eventsAreMatchedByTheirTypes() {
        assertThat(ReadModel.describe(event("MESSAGE_CREATE", "{'channel_id':'7'}")))
                .isEqualTo("a message in channel 7");
        assertThat(ReadModel.describe(event("BIRD_FLEW", "{}")))
                .startsWith("an event that this version does not know: ")
                .contains("BIRD_FLEW");
        assertThat(ReadModel.describe(event("TYPING_START", "{}"))).isEqualTo("another event");
    }

    @Test
    void aFieldTellsAbsentFromNull() {
        assertThat(ReadModel.nick((GuildMemberUpdate) event("GUILD_MEMBER_UPDATE", "{}"), "Ada"))
                .isEqualTo("Ada");
        assertThat(ReadModel.nick((GuildMemberUpdate) event("GUILD_MEMBER_UPDATE", "{'nick':null}"), "Ada"))
                .isEqualTo("no nick");
        assertThat(ReadModel.nick((GuildMemberUpdate) event("GUILD_MEMBER_UPDATE", "{'nick':'Bo'}"), "Ada"))
                .isEqualTo("Bo");
    }

    @Test
    void messagesHaveFlagsFilesAndComponents() {
        var message = (MessageCreate) event(
                "MESSAGE_CREATE",
                "{'author':{'username':'ada'},'flags':8192,'attachments':[{'id':'1'}],'components':"
                        + "[{'type':1,'components':[{'type':2,'style':1,'label':'Yes'},{'type':2,'style':1}]}]}");

        assertThat(ReadModel.summary(message)).isEqualTo("ada sent a voice message with 1 file(s)");
        assertThat(ReadModel.labels(message.message().components())).containsExactly("Yes");
    }

    @Test
    void voiceStatesSayWhereAUserIs() {
        assertThat(ReadModel.whereabouts((VoiceStateUpdate)
                        event("VOICE_STATE_UPDATE", "{'user_id':'5','channel_id':'6','self_mute':true}")))
                .isEqualTo("5 is in 6, muted");
        assertThat(ReadModel.whereabouts(
                        (VoiceStateUpdate) event("VOICE_STATE_UPDATE", "{'user_id':'5','channel_id':null}")))
                .isEqualTo("5 has left");
    }

    @Test
    void theAuditLogSaysWhoBannedWhom() {
        assertThat(ReadModel.whoWasBanned((GuildAuditLogEntryCreate) event(
                        "GUILD_AUDIT_LOG_ENTRY_CREATE",
                        "{'action_type':22,'target_id':'1','user_id':'2','reason':'spam'}")))
                .isEqualTo("1 by 2: spam");
        assertThat(ReadModel.whoWasBanned(
                        (GuildAuditLogEntryCreate) event("GUILD_AUDIT_LOG_ENTRY_CREATE", "{'action_type':1}")))
                .isEqualTo("nobody");
    }

    private static Event event(String name, String data) {
        String json = "{'op':0,'s':1,'t':'" + name + "','d':" + data + "}";
        return Payload.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .event();
    }
}
