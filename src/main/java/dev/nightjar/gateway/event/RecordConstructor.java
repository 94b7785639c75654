package dev.nightjar.gateway.event;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The canonical constructor of a record as a function of an array. Safe for any thread. */
final class RecordConstructor {

    private static final MethodType ARRAY_TO_OBJECT = MethodType.methodType(Object.class, Object[].class);

    private final Class<?> type;
    private final MethodHandle constructor;

    /** Finds the constructor, private or not. */
    RecordConstructor(Class<?> type) {
        this.type = type;
        var parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            if (!canonical.trySetAccessible()) {
                throw new IllegalArgumentException("cannot make a " + type.getName()
                        + ": its module must open the package " + type.getPackageName() + " to dev.nightjar.gateway");
            }
            constructor = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(ARRAY_TO_OBJECT);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make a " + type.getName(), e);
        }
    }

    /**
     * Makes a record.
     *
     * @throws RuntimeException what the constructor throws
     */
    Object make(@Nullable Object[] components) {
        try {
            return (Object) constructor.invokeExact(components);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", e);
        }
    }
}
