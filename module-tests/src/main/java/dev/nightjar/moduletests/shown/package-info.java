/** A package that the module exports. */
@NullMarked
package dev.nightjar.moduletests.shown;

import org.jspecify.annotations.NullMarked;
