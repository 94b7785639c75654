/** Channels, threads and voice. */
@NullMarked
package dev.nightjar.gateway.model.channel;

import org.jspecify.annotations.NullMarked;
