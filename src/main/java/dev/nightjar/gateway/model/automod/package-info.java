/** Auto moderation: rules, what triggers them and what they do. */
@NullMarked
package dev.nightjar.gateway.model.automod;

import org.jspecify.annotations.NullMarked;
