/**
 * Discord's objects as records, named and laid out as in Discord's documentation.
 *
 * <p>These rules hold for all of them: an id is a {@code long}, and 0 where it is absent. A list or map is never null. Only a
 * component that is marked nullable can be null; any other that is absent has the empty value of its type: 0, false, an empty
 * string, the epoch, {@code UNKNOWN}, a record with nothing in it. An enum has {@code UNKNOWN} for what is absent or newer
 * than this version; flags keep unknown bits. An element of a list that does not fit leaves its place to that empty value.
 *
 * <p>What an update tells of an object may be a part of it. Such a part has a record of its own, {@link
 * dev.nightjar.gateway.model.guild.PartialMember PartialMember} or {@link dev.nightjar.gateway.model.user.PartialUser
 * PartialUser}, in which Optional and {@link dev.nightjar.gateway.model.Field Field} tell absent from false and from null.
 */
@NullMarked
package dev.nightjar.gateway.model;

import org.jspecify.annotations.NullMarked;
