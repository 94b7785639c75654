package dev.nightjar.gateway.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mark of a boolean component that Discord writes as null when it is true, and leaves out when it is false.
 *
 * @see <a href="https://discord.com/developers/docs/topics/permissions#role-object-role-tags-structure">Discord: Role Tags
 *     Structure</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface NullIsTrue {}
