/** Programs that show metrics and probes at work. They are compiled with the tests, and the documentation quotes them. */
@NullMarked
package dev.nightjar.metrics.examples;

import org.jspecify.annotations.NullMarked;
