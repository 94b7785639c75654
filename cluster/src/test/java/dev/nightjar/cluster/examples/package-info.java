/** Programs that show a cluster at work. They are compiled with the tests, and the documentation quotes them. */
@NullMarked
package dev.nightjar.cluster.examples;

import org.jspecify.annotations.NullMarked;
