/**
 * Auto moderation: rules, what triggers them and what they do.
 *
 * <p>Begin with {@link dev.nightjar.gateway.model.automod.AutoModerationRule AutoModerationRule}, which comes when a rule is made,
 * changed or deleted. That a rule did something is an {@link dev.nightjar.gateway.event.AutoModerationActionExecution
 * AutoModerationActionExecution}.
 */
@NullMarked
package dev.nightjar.gateway.model.automod;

import org.jspecify.annotations.NullMarked;
