/** Programs that open a console. */
@NullMarked
package dev.nightjar.console.examples;

import org.jspecify.annotations.NullMarked;
