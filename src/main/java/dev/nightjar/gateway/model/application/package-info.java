/**
 * Applications, and what users have bought of them.
 *
 * <p>Begin with {@link dev.nightjar.gateway.model.application.Entitlement Entitlement} and {@link
 * dev.nightjar.gateway.model.application.Subscription Subscription}, whose events come to the first shard only. An {@link
 * dev.nightjar.gateway.model.application.Application Application} is the bot's own in {@link dev.nightjar.gateway.event.Ready
 * Ready}.
 */
@NullMarked
package dev.nightjar.gateway.model.application;

import org.jspecify.annotations.NullMarked;
