package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Snowflake;
import dev.nightjar.gateway.model.audit.AuditEntryInfo;
import dev.nightjar.gateway.model.audit.AuditLogChange;
import dev.nightjar.gateway.model.audit.AuditLogEntry;
import dev.nightjar.gateway.model.audit.AuditLogEvent;
import dev.nightjar.gateway.model.automod.AutoModerationAction;
import dev.nightjar.gateway.model.automod.AutoModerationActionMetadata;
import dev.nightjar.gateway.model.automod.AutoModerationActionType;
import dev.nightjar.gateway.model.automod.AutoModerationEventType;
import dev.nightjar.gateway.model.automod.AutoModerationRule;
import dev.nightjar.gateway.model.automod.AutoModerationTriggerMetadata;
import dev.nightjar.gateway.model.automod.AutoModerationTriggerType;
import dev.nightjar.gateway.model.automod.KeywordPresetType;
import dev.nightjar.gateway.model.channel.OverwriteType;
import dev.nightjar.gateway.model.guild.Permissions;
import dev.nightjar.gateway.model.guild.ScheduledEventException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Auto moderation and the audit log. */
@NullUnmarked // what the samples have is not null, and if it is, that fails the test
class ModerationEventsTest {

    private static final long GUILD = 613425648685547541L;

    private static final AutoModerationRule RULE = new AutoModerationRule(
            969707018069872670L,
            GUILD,
            "Keyword Filter 1",
            423457898095789043L,
            AutoModerationEventType.MESSAGE_SEND,
            AutoModerationTriggerType.KEYWORD,
            new AutoModerationTriggerMetadata(
                    List.of("cat*", "*dog", "*ana*", "i like c++"),
                    List.of("(b|c)at", "^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$"),
                    List.of(
                            KeywordPresetType.PROFANITY,
                            KeywordPresetType.SEXUAL_CONTENT,
                            KeywordPresetType.SLURS,
                            KeywordPresetType.UNKNOWN),
                    List.of("cats"),
                    20,
                    true),
            List.of(
                    new AutoModerationAction(
                            AutoModerationActionType.BLOCK_MESSAGE,
                            new AutoModerationActionMetadata(
                                    0, 0, "Please keep financial discussions limited to the #finance channel")),
                    new AutoModerationAction(
                            AutoModerationActionType.SEND_ALERT_MESSAGE,
                            new AutoModerationActionMetadata(123456789123456789L, 0, null)),
                    new AutoModerationAction(
                            AutoModerationActionType.TIMEOUT, new AutoModerationActionMetadata(0, 2_419_200, null)),
                    new AutoModerationAction(AutoModerationActionType.BLOCK_MEMBER_INTERACTION, null),
                    new AutoModerationAction(
                            AutoModerationActionType.UNKNOWN, new AutoModerationActionMetadata(0, 0, null))),
            true,
            List.of(323456789123456789L, 423456789123456789L),
            List.of(523456789123456789L));

    @Test
    void aRuleSaysWhatItLooksForAndWhatItDoes() {
        var created = Samples.event("auto-moderation-rule-create.json", AutoModerationRuleCreate.class);
        var updated = Samples.event("auto-moderation-rule-update.json", AutoModerationRuleUpdate.class);
        var deleted = Samples.event("auto-moderation-rule-delete.json", AutoModerationRuleDelete.class);

        assertThat(created).isEqualTo(new AutoModerationRuleCreate(created.payload(), RULE));
        assertThat(updated).isEqualTo(new AutoModerationRuleUpdate(updated.payload(), RULE));
        assertThat(deleted).isEqualTo(new AutoModerationRuleDelete(deleted.payload(), RULE));
    }

    @Test
    void whatARuleDidIsToldWithTheContent() {
        var event = Samples.event("auto-moderation-action-execution.json", AutoModerationActionExecution.class);

        assertThat(event)
                .isEqualTo(new AutoModerationActionExecution(
                        event.payload(),
                        GUILD,
                        new AutoModerationAction(
                                AutoModerationActionType.SEND_ALERT_MESSAGE,
                                new AutoModerationActionMetadata(123456789123456789L, 0, null)),
                        969707018069872670L,
                        AutoModerationTriggerType.UNKNOWN,
                        423457898095789043L,
                        523456789123456789L,
                        1164000000000000001L,
                        1164000000000000004L,
                        "i like cats",
                        "cat*",
                        "cats"));
    }

    @Test
    void anAuditLogEntryKeepsEveryChangeWhateverItIs() {
        var event = Samples.event("guild-audit-log-entry-create.json", GuildAuditLogEntryCreate.class);

        var role = new HashMap<>(Map.of("id", "323456789123456789", "name", "I am a role"));
        role.put("color", null);
        assertThat(event.guildId()).isEqualTo(GUILD);
        assertThat(event.entry())
                .isEqualTo(new AuditLogEntry(
                        "523456789123456789",
                        List.of(
                                new AuditLogChange("1024", "0", "allow"),
                                new AuditLogChange(null, true, "nsfw"),
                                new AuditLogChange(List.of(role), null, "$add"),
                                new AuditLogChange(Map.of("deep", Arrays.asList(1, null, 2.5)), null, "of_tomorrow")),
                        423457898095789043L,
                        1164000000000000200L,
                        AuditLogEvent.CHANNEL_OVERWRITE_UPDATE,
                        new AuditEntryInfo(
                                1164000000000000032L,
                                "Keyword Filter 1",
                                AutoModerationTriggerType.MENTION_SPAM,
                                123456789123456789L,
                                3,
                                7,
                                423457898095789043L,
                                12,
                                1164000000000000001L,
                                "Mods",
                                OverwriteType.MEMBER,
                                "discord",
                                "Owls"),
                        "because"));
    }

    @Test
    void theStatusOfAVoiceChannelHasAPermissionAndEntriesOfItsOwn() {
        var role = (GuildRoleCreate)
                Samples.dispatch("GUILD_ROLE_CREATE", "{'guild_id':'5','role':{'permissions':'281474976710656'}}")
                        .event();
        var entry = (GuildAuditLogEntryCreate) Samples.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE", "{'action_type':192}")
                .event();

        assertThat(role.role().permissions()).isEqualTo(Permissions.SET_VOICE_CHANNEL_STATUS);
        assertThat(entry.entry().actionType()).isEqualTo(AuditLogEvent.VOICE_CHANNEL_STATUS_CREATE);
    }

    @Test
    void anAuditLogEntryMayBeAboutAnExceptionToAScheduledEvent() {
        var entry = (GuildAuditLogEntryCreate) Samples.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE", "{'action_type':201}")
                .event();

        assertThat(entry.entry().actionType()).isEqualTo(AuditLogEvent.GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE);
    }

    @Test
    void anAuditLogEntryMayBeAboutNothingThatIsKnown() {
        var payload = Samples.dispatch(
                "GUILD_AUDIT_LOG_ENTRY_CREATE", "{'id':'1','target_id':null,'user_id':null,'action_type':999}");

        assertThat(payload.event()).isInstanceOfSatisfying(GuildAuditLogEntryCreate.class, event -> {
            assertThat(event.entry().targetId()).isNull();
            assertThat(event.entry().userId()).isZero();
            assertThat(event.entry().actionType()).isEqualTo(AuditLogEvent.UNKNOWN);
            assertThat(event.entry().changes()).isEqualTo(Collections.emptyList());
            assertThat(event.entry().options()).isNull();
        });
    }

    @Test
    void aRecurrenceOfAScheduledEventIsCalledOffMovedAndRestored() {
        var created =
                Samples.event("guild-scheduled-event-exception-create.json", GuildScheduledEventExceptionCreate.class);
        var updated =
                Samples.event("guild-scheduled-event-exception-update.json", GuildScheduledEventExceptionUpdate.class);
        var deleted =
                Samples.event("guild-scheduled-event-exception-delete.json", GuildScheduledEventExceptionDelete.class);

        assertThat(created.exception())
                .isEqualTo(new ScheduledEventException(1444045695198957619L, 1449128676556800000L, null, null, true));
        assertThat(Snowflake.timeOf(created.exception().eventExceptionId())).isEqualTo("2025-12-12T20:00:00Z");
        assertThat(updated.exception().scheduledStartTime()).isEqualTo("2026-12-12T21:00:00Z");
        assertThat(deleted.exception().eventId()).isEqualTo(created.exception().eventId());
        assertThat(List.of(created, updated, deleted))
                .extracting(Event::guildId)
                .containsOnly(197038439483310086L);
    }

    @Test
    void anExceptionWithoutItsGuildIsOfNoGuild() {
        var event = Samples.dispatch(
                        "GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE",
                        "{'event_id':'5','event_exception_id':'6','is_canceled':true}")
                .event();

        assertThat(event.guildId()).isZero();
        assertThat(event).isInstanceOf(GuildScheduledEventExceptionCreate.class);
    }
}
