package dev.nightjar.cluster;

/**
 * A renewal of this member's own record that the store has finished. Whatever has a smaller revision was begun before that, which
 * tells a member when others wrote although it has not looked since.
 *
 * @param number which renewal of this member it was
 * @param revision the revision that it was given
 * @param at when the store's answer was there, on this member's clock
 */
record Beat(long number, long revision, long at) {}
