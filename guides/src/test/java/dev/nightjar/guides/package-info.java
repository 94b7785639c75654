/** The programs of the guides in docs/guides, and the tests that run them. */
@NullMarked
package dev.nightjar.guides;

import org.jspecify.annotations.NullMarked;
