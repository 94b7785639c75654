/** Programs that show the library at work. They are compiled with the tests, and the documentation quotes them. */
@NullMarked
package dev.nightjar.gateway.examples;

import org.jspecify.annotations.NullMarked;
