/** The audit log: who changed what in a guild. */
@NullMarked
package dev.nightjar.gateway.model.audit;

import org.jspecify.annotations.NullMarked;
