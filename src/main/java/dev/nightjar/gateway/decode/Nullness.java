package dev.nightjar.gateway.decode;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** The places where null is allowed, from jspecify's annotations on records. */
final class Nullness {

    private Nullness() {}

    /**
     * Whether a component promises never to be null.
     *
     * @throws IllegalArgumentException if that is impossible, because it is a record that contains itself
     */
    static boolean isNeverNull(RecordComponent component) {
        if (!promises(component)) {
            return false;
        }
        Class<?> owner = component.getDeclaringRecord();
        if (reaches(component.getType(), owner, new HashSet<>())) {
            throw new IllegalArgumentException(
                    owner.getName() + " holds itself: " + component.getName() + " must be @Nullable");
        }
        return true;
    }

    private static boolean promises(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && isNullMarked(component.getDeclaringRecord());
    }

    private static boolean reaches(Class<?> from, Class<?> to, Set<Class<?>> seen) {
        if (from == to) {
            return true;
        }
        if (from.isRecord() && seen.add(from)) {
            for (RecordComponent component : from.getRecordComponents()) {
                if (promises(component) && reaches(component.getType(), to, seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The annotation of the record, or else of the nearest class around it, or else of its package. */
    private static boolean isNullMarked(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (at.isAnnotationPresent(NullMarked.class) || at.isAnnotationPresent(NullUnmarked.class)) {
                return at.isAnnotationPresent(NullMarked.class);
            }
        }
        return type.getPackage().isAnnotationPresent(NullMarked.class);
    }
}
