/** A package that the module opens to the library. */
@NullMarked
package dev.nightjar.moduletests.opened;

import org.jspecify.annotations.NullMarked;
