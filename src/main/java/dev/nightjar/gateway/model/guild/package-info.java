/** Guilds, their members and roles, and what else belongs to them. */
@NullMarked
package dev.nightjar.gateway.model.guild;

import org.jspecify.annotations.NullMarked;
