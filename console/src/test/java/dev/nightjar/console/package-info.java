@NullMarked
package dev.nightjar.console;

import org.jspecify.annotations.NullMarked;
