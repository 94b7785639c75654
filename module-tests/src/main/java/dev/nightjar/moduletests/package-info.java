/** The program itself; its package is not exported. */
@NullMarked
package dev.nightjar.moduletests;

import org.jspecify.annotations.NullMarked;
