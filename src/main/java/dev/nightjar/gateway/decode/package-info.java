/**
 * The tolerant decoder of JSON into records, and the short form in which text from outside is shown. It imports nothing of the
 * library but the model, and is not exported.
 *
 * <p>Start at {@link dev.nightjar.gateway.decode.Decoder}.
 */
@NullMarked
package dev.nightjar.gateway.decode;

import org.jspecify.annotations.NullMarked;
