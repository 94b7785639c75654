/**
 * One bot in many processes: each has some of the bot's shards, and when one leaves or dies, the others resume its sessions.
 */
@NullMarked
package dev.nightjar.cluster;

import org.jspecify.annotations.NullMarked;
