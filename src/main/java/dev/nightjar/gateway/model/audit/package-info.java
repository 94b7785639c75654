/**
 * The audit log: who changed what in a guild.
 *
 * <p>Begin with {@link dev.nightjar.gateway.model.audit.AuditLogEntry AuditLogEntry}, which {@link
 * dev.nightjar.gateway.event.GuildAuditLogEntryCreate GuildAuditLogEntryCreate} brings as it is written:
 *
 * {@snippet file="dev/nightjar/gateway/examples/ReadModel.java" region="audit"}
 */
@NullMarked
package dev.nightjar.gateway.model.audit;

import org.jspecify.annotations.NullMarked;
