package dev.nightjar.gateway.model.audit;

import org.jspecify.annotations.Nullable;

/**
 * A change to one property of what an entry is about. The values are of any kind: Map, List, String, Integer, Long,
 * BigInteger, Double or Boolean.
 *
 * @param newValue the value since; null where it was reset
 * @param oldValue the value before; null where there was none
 * @param key the name of the property; {@code $add} and {@code $remove} for roles
 * @see <a href="https://discord.com/developers/docs/resources/audit-log#audit-log-change-object">Discord: Audit Log Change Object</a>
 */
public record AuditLogChange(
        @Nullable Object newValue, @Nullable Object oldValue, String key) {}
