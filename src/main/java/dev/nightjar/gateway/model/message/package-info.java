/** Messages and everything in them. */
@NullMarked
package dev.nightjar.gateway.model.message;

import org.jspecify.annotations.NullMarked;
