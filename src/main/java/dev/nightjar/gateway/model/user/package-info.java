/** Users and what decorates them. */
@NullMarked
package dev.nightjar.gateway.model.user;

import org.jspecify.annotations.NullMarked;
