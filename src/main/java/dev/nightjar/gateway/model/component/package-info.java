/** Components of messages and modals: what lays them out, what they show, and what users can use. */
@NullMarked
package dev.nightjar.gateway.model.component;

import org.jspecify.annotations.NullMarked;
