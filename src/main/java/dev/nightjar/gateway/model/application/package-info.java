/** Applications. */
@NullMarked
package dev.nightjar.gateway.model.application;

import org.jspecify.annotations.NullMarked;
