package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.audit.AuditLogEntry;

/**
 * Something was done in a guild that its audit log tells of. The bot needs to be allowed to see the audit log.
 *
 * <p>Discord's name for it is {@index GUILD_AUDIT_LOG_ENTRY_CREATE}.
 *
 * @param payload the payload as received
 * @param entry the entry
 * @param guildId the id of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-audit-log-entry-create">Discord: Guild Audit Log Entry Create</a>
 */
public record GuildAuditLogEntryCreate(
        Payload payload, @Flat AuditLogEntry entry, long guildId) implements Event {}
