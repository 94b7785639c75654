/** The use of an app by users: commands, components and modals. */
@NullMarked
package dev.nightjar.gateway.model.interaction;

import org.jspecify.annotations.NullMarked;
