package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.GuildAuditLogEntryCreate;
import dev.nightjar.gateway.event.GuildMemberUpdate;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.event.VoiceStateUpdate;
import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.audit.AuditLogEntry;
import dev.nightjar.gateway.model.audit.AuditLogEvent;
import dev.nightjar.gateway.model.channel.VoiceState;
import dev.nightjar.gateway.model.component.ActionRow;
import dev.nightjar.gateway.model.component.Button;
import dev.nightjar.gateway.model.component.Component;
import dev.nightjar.gateway.model.message.Message;
import dev.nightjar.gateway.model.message.MessageFlags;
import java.util.ArrayList;
import java.util.List;

/** How to read what is in events. */
final class ReadModel {

    private ReadModel() {}

    static String describe(Event event) {
        // @start region="events"
        return switch (event) {
            case MessageCreate m -> "a message in channel " + m.message().channelId();
            case Unknown u ->
                "an event that this version does not know: " + u.payload().string();
            case Malformed m ->
                "an event that could not be read: " + m.payload().string();
            default -> "another event";
        };
        // @end
    }

    static String nick(GuildMemberUpdate update, String known) {
        // @start region="field"
        Field<String> nick = update.member().nick();
        if (!nick.isPresent()) {
            return known; // the event does not tell it: it is as it was
        }
        return nick.value() == null ? "no nick" : nick.value();
        // @end
    }

    static String summary(MessageCreate event) {
        // @start region="message"
        Message message = event.message();
        String name = message.author().globalName() == null
                ? message.author().username()
                : message.author().globalName();
        String kind = message.flags().has(MessageFlags.IS_VOICE_MESSAGE) ? "a voice message" : "a message";
        return name + " sent " + kind + " with " + message.attachments().size() + " file(s)";
        // @end
    }

    static String whereabouts(VoiceStateUpdate event) {
        // @start region="voice"
        VoiceState voice = event.voiceState();
        if (voice.channelId() == 0) {
            return voice.userId() + " has left";
        }
        return voice.userId() + " is in " + voice.channelId() + (voice.selfMute() ? ", muted" : "");
        // @end
    }

    static String whoWasBanned(GuildAuditLogEntryCreate event) {
        // @start region="audit"
        AuditLogEntry entry = event.entry();
        if (entry.actionType() != AuditLogEvent.MEMBER_BAN_ADD) {
            return "nobody";
        }
        return entry.targetId() + " by " + entry.userId() + (entry.reason() == null ? "" : ": " + entry.reason());
        // @end
    }

    // @start region="components"
    static List<String> labels(List<Component> components) {
        List<String> labels = new ArrayList<>();
        for (Component component : components) {
            switch (component) {
                case ActionRow row -> labels.addAll(labels(row.components()));
                case Button button when button.label() != null -> labels.add(button.label());
                default -> {}
            }
        }
        return labels;
    }
    // @end
}
