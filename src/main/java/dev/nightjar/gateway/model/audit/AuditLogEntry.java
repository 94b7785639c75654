package dev.nightjar.gateway.model.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done in a guild.
 *
 * @param targetId the id of what it was done to
 * @param changes what changed
 * @param userId the id of the user or app that did it; 0 where nobody did
 * @param id the id of the entry
 * @param actionType what was done
 * @param options what else there is to it, by the kind of action
 * @param reason why, 512 characters at most
 * @see <a href="https://discord.com/developers/docs/resources/audit-log#audit-log-entry-object">Discord: Audit Log Entry Object</a>
 */
public record AuditLogEntry(
        @Nullable String targetId,
        List<AuditLogChange> changes,
        long userId,
        long id,
        AuditLogEvent actionType,
        @Nullable AuditEntryInfo options,
        @Nullable String reason) {

    /** Copies what could change later. */
    public AuditLogEntry {
        changes = List.copyOf(changes);
    }
}
