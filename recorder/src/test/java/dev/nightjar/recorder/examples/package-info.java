/** Programs that the documentation shows. */
@NullMarked
package dev.nightjar.recorder.examples;

import org.jspecify.annotations.NullMarked;
