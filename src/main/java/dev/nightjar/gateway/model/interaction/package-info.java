/** What users do with an app: commands, components and modals. */
@NullMarked
package dev.nightjar.gateway.model.interaction;

import org.jspecify.annotations.NullMarked;
