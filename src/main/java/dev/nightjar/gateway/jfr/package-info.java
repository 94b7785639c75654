/**
 * What a flight recording of the JDK shows of the library: one type of event for each thing that takes time or heals. The engine
 * makes them through {@link dev.nightjar.gateway.jfr.Flight Flight}. The package is not for users; the names and fields of the
 * events are.
 */
@NullMarked
package dev.nightjar.gateway.jfr;

import org.jspecify.annotations.NullMarked;
