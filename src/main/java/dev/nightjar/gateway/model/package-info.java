/**
 * Discord's objects as records, named and laid out as in Discord's documentation.
 *
 * <p>These rules hold for all of them: an id is a {@code long}, and 0 where it is absent. A list or map is never null. Only a
 * component that is marked nullable can be null; any other that is absent has the empty value of its type: 0, false, an empty
 * string, the epoch, {@code UNKNOWN}, a record with nothing in it. An enum has {@code UNKNOWN} for what is absent or newer
 * than this version; flags keep unknown bits.
 */
@NullMarked
package dev.nightjar.gateway.model;

import org.jspecify.annotations.NullMarked;
