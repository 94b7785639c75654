/** Presences and activities. */
@NullMarked
package dev.nightjar.gateway.model.presence;

import org.jspecify.annotations.NullMarked;
