package dev.nightjar.gateway.decode;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The canonical constructor of a record as a function of an array. Safe for any thread. */
final class RecordConstructor {

    /** Whether this runs in a native image of GraalVM, where no class can be made. */
    private static final boolean IN_IMAGE = System.getProperty("org.graalvm.nativeimage.imagecode") != null;

    private final Class<?> type;
    private final MethodHandle constructor;

    /** The constructor for an array that has only the components. */
    RecordConstructor(Class<?> type) {
        this(type, 0, type.getRecordComponents().length);
    }

    /**
     * Finds the constructor, private or not.
     *
     * @param from where in the array the components begin
     * @param length how long the array is
     */
    RecordConstructor(Class<?> type, int from, int length) {
        this.type = type;
        var parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        // A record of another module may be in a package that is exported but not opened, where no class can be made.
        // A hidden record has no name that another class could call it by.
        boolean isWithin = type.getModule() == RecordConstructor.class.getModule() && !type.isHidden();
        try {
            constructor =
                    isWithin && !IN_IMAGE ? ofClass(type, parameters, from) : ofHandles(type, parameters, from, length);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make a " + type.getName() + ": " + e, e);
        }
    }

    /** A class that is made for this record: quick to make and to run. */
    private static MethodHandle ofClass(Class<?> type, Class<?>[] parameters, int from)
            throws ReflectiveOperationException {
        byte[] bytes = ConstructorClass.bytes(type, parameters, from);
        Lookup made = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                .defineHiddenClass(bytes, false, Lookup.ClassOption.NESTMATE);
        return made.findStatic(made.lookupClass(), ConstructorClass.METHOD, ConstructorClass.METHOD_TYPE);
    }

    private static MethodHandle ofHandles(Class<?> type, Class<?>[] parameters, int from, int length)
            throws ReflectiveOperationException {
        Constructor<?> canonical = type.getDeclaredConstructor(parameters);
        if (!canonical.trySetAccessible()) {
            throw new IllegalArgumentException("cannot make a " + type.getName() + ": its module must open the package "
                    + type.getPackageName() + " to dev.nightjar.gateway");
        }
        MethodHandle handle = MethodHandles.lookup().unreflectConstructor(canonical);
        handle = MethodHandles.dropArguments(handle, parameters.length, others(length - from - parameters.length));
        handle = MethodHandles.dropArguments(handle, 0, others(from));
        return handle.asSpreader(Object[].class, length).asType(ConstructorClass.METHOD_TYPE);
    }

    /** Components that are not this record's. */
    private static List<Class<?>> others(int count) {
        return Collections.nCopies(count, Object.class);
    }

    /**
     * Makes a record.
     *
     * @throws RuntimeException what the constructor throws
     */
    Object make(@Nullable Object[] array) {
        try {
            return (Object) constructor.invokeExact(array);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", e);
        }
    }
}
