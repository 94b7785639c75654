package dev.nightjar.gateway.model.audit;

import dev.nightjar.gateway.model.automod.AutoModerationTriggerType;
import dev.nightjar.gateway.model.channel.OverwriteType;
import org.jspecify.annotations.Nullable;

/**
 * What else there is to an entry, by the kind of action.
 *
 * @param applicationId the id of the app whose permissions changed; 0 otherwise
 * @param autoModerationRuleName the name of the rule of auto moderation
 * @param autoModerationRuleTriggerType what that rule looks for
 * @param channelId the id of the channel that it was done in; 0 where there is none
 * @param count how many messages or members it was done to
 * @param deleteMemberDays after how many days without activity members were removed
 * @param id the id of the role or member of a permission overwrite; 0 otherwise
 * @param membersRemoved how many members were removed
 * @param messageId the id of the message; 0 where there is none
 * @param roleName the name of the role of a permission overwrite
 * @param type what a permission overwrite is for
 * @param integrationType the kind of integration that did it
 * @param status the new status of a voice channel
 * @see <a href="https://discord.com/developers/docs/resources/audit-log#audit-log-entry-object-optional-audit-entry-info">Discord: Optional Audit Entry Info</a>
 */
public record AuditEntryInfo(
        long applicationId,
        @Nullable String autoModerationRuleName,
        AutoModerationTriggerType autoModerationRuleTriggerType,
        long channelId,
        int count,
        int deleteMemberDays,
        long id,
        int membersRemoved,
        long messageId,
        @Nullable String roleName,
        OverwriteType type,
        @Nullable String integrationType,
        @Nullable String status) {}
