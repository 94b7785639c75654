package dev.nightjar.gateway;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code java.util.concurrent.StructuredTaskScope} whose subtasks are virtual threads and whose first failure cancels the
 * others. Confined to the thread that opened it.
 */
final class ShardScope implements AutoCloseable {

    /*
     * Why method handles. StructuredTaskScope is a preview API up to JDK 27: a class compiled against it loads on exactly one
     * JDK and only with --enable-preview. Found by name it needs neither, so one jar works on every JDK. Only this file
     * depends on it. It has had two shapes:
     *
     *   21 to 24   a class: new ShutdownOnFailure(name, factory), join() returns, exception() has the first failure
     *   25 on      an interface: open(joiner, configuration), join() throws the first failure, wrapped
     *
     * The wrapper's type differs between 25 and 27; its cause is what counts, so the type is not looked at. Rules of all of
     * them: only the owner forks, joins and closes; a fork after the first failure is silently not run; close() waits for the
     * subtasks and ignores interrupts, so a subtask must not block in anything that ignores them.
     */
    private static final Shape SHAPE = Shape.find();

    private final AutoCloseable scope;
    private final NamedFactory threads;

    private ShardScope(AutoCloseable scope, NamedFactory threads) {
        this.scope = scope;
        this.threads = threads;
    }

    /**
     * Opens a scope that thread dumps show under this name.
     *
     * @throws IllegalStateException when this JDK's StructuredTaskScope has an unknown shape
     */
    static ShardScope open(String name) {
        NamedFactory threads = new NamedFactory(name);
        return new ShardScope(SHAPE.open(name, threads), threads);
    }

    /** Starts a subtask in a virtual thread called {@code scope/task}. */
    void fork(String task, Callable<?> body) {
        threads.next = task;
        SHAPE.fork(scope, body);
    }

    /**
     * Waits until a subtask fails, or all have succeeded.
     *
     * @return the first failure, or null
     * @throws InterruptedException when the owner is interrupted
     */
    @Nullable
    Throwable awaitFailure() throws InterruptedException {
        return SHAPE.awaitFailure(scope);
    }

    /** Cancels the subtasks that still run and waits for their ends. */
    @Override
    public void close() {
        SHAPE.close(scope);
    }

    /** Names each thread as it is made; the owner makes them, in {@link #fork}. */
    private static final class NamedFactory implements ThreadFactory {

        private final String scope;
        private String next = "";

        NamedFactory(String scope) {
            this.scope = scope;
        }

        @Override
        public Thread newThread(Runnable body) {
            return Thread.ofVirtual().name(scope + "/" + next).unstarted(body);
        }
    }

    /** The handles of one JDK's StructuredTaskScope. */
    private record Shape(
            MethodHandle open,
            MethodHandle fork,
            MethodHandle join,
            @Nullable MethodHandle exception,
            MethodHandle cancel) {

        static Shape find() {
            try {
                Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
                return type.isInterface() ? ofInterface(type) : ofClass();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "This JDK (" + Runtime.version() + ") has no StructuredTaskScope of a known shape."
                                + " Use JDK 21 or later, or a newer release of this library.",
                        e);
            }
        }

        // JDK 21 to 24
        private static Shape ofClass() throws ReflectiveOperationException {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope$ShutdownOnFailure");
            MethodHandle open =
                    lookup.findConstructor(type, MethodType.methodType(void.class, String.class, ThreadFactory.class));
            return new Shape(
                    open,
                    lookup.unreflect(type.getMethod("fork", Callable.class)),
                    lookup.unreflect(type.getMethod("join")),
                    lookup.findVirtual(type, "exception", MethodType.methodType(Optional.class)),
                    lookup.unreflect(type.getMethod("close")));
        }

        // JDK 25 and later. The configuration function is a Function in 25 and a
        // UnaryOperator after: the latter is both.
        private static Shape ofInterface(Class<?> type) throws ReflectiveOperationException {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> joiner = Class.forName(type.getName() + "$Joiner");
            Class<?> configuration = Class.forName(type.getName() + "$Configuration");
            MethodHandle awaitAll = lookup.unreflect(joiner.getMethod("awaitAllSuccessfulOrThrow"));
            MethodHandle withName = lookup.unreflect(configuration.getMethod("withName", String.class));
            MethodHandle withThreads =
                    lookup.unreflect(configuration.getMethod("withThreadFactory", ThreadFactory.class));
            MethodHandle openWith = lookup.unreflect(openMethod(type, joiner));
            MethodHandle open = MethodHandles.lookup()
                    .findStatic(
                            Shape.class,
                            "openConfigured",
                            MethodType.methodType(
                                    AutoCloseable.class,
                                    MethodHandle.class,
                                    MethodHandle.class,
                                    MethodHandle.class,
                                    MethodHandle.class,
                                    String.class,
                                    ThreadFactory.class));
            return new Shape(
                    MethodHandles.insertArguments(open, 0, openWith, awaitAll, withName, withThreads),
                    lookup.unreflect(type.getMethod("fork", Callable.class)),
                    lookup.unreflect(type.getMethod("join")),
                    null,
                    lookup.unreflect(type.getMethod("close")));
        }

        private static Method openMethod(Class<?> type, Class<?> joiner) throws NoSuchMethodException {
            for (Method method : type.getMethods()) {
                Class<?>[] parameters = method.getParameterTypes();
                if (method.getName().equals("open")
                        && parameters.length == 2
                        && parameters[0] == joiner
                        && parameters[1].isAssignableFrom(UnaryOperator.class)) {
                    return method;
                }
            }
            throw new NoSuchMethodException(type.getName() + ".open(Joiner, UnaryOperator)");
        }

        @SuppressWarnings("unused") // found by name, in ofInterface
        private static AutoCloseable openConfigured(
                MethodHandle openWith,
                MethodHandle awaitAll,
                MethodHandle withName,
                MethodHandle withThreads,
                String name,
                ThreadFactory threads)
                throws Throwable {
            UnaryOperator<Object> configure = configuration -> {
                try {
                    return withThreads.invoke(withName.invoke(configuration, name), threads);
                } catch (Throwable e) {
                    throw unexpected(e);
                }
            };
            return (AutoCloseable) openWith.invoke(awaitAll.invoke(), configure);
        }

        AutoCloseable open(String name, ThreadFactory threads) {
            try {
                return (AutoCloseable) open.invoke(name, threads);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        void fork(AutoCloseable scope, Callable<?> body) {
            try {
                fork.invoke(scope, body);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Nullable
        Throwable awaitFailure(AutoCloseable scope) throws InterruptedException {
            try {
                join.invoke(scope);
                return exception == null ? null : (Throwable) ((Optional<?>) exception.invoke(scope)).orElse(null);
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable wrapper) {
                if (exception != null || wrapper.getCause() == null) {
                    throw unexpected(wrapper);
                }
                return wrapper.getCause();
            }
        }

        void close(AutoCloseable scope) {
            try {
                cancel.invoke(scope);
            } catch (IllegalStateException notJoined) {
                // The owner was interrupted before it joined: the scope says so, and has closed all the same.
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        private static RuntimeException unexpected(Throwable e) {
            if (e instanceof Error error) {
                throw error;
            }
            return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
        }
    }
}
