/**
 * How what the gateway sends is read and shown. It is for the other packages of the library only, and is not exported.
 */
@NullMarked
package dev.nightjar.gateway.decode;

import org.jspecify.annotations.NullMarked;
