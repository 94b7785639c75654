/** A page in the browser that shows what the shards of a bot do, served by the bot's own process. */
@NullMarked
package dev.nightjar.console;

import org.jspecify.annotations.NullMarked;
