/**
 * The decompression of what the gateway sends, within limits. It imports nothing of the library, and is not exported.
 *
 * <p>Start at {@link dev.nightjar.gateway.inflate.MessageInflater}.
 */
@NullMarked
package dev.nightjar.gateway.inflate;

import org.jspecify.annotations.NullMarked;
