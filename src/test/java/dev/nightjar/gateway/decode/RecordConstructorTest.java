package dev.nightjar.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordConstructorTest {

    private record Everything(
            boolean flag,
            byte small,
            char letter,
            short number,
            int whole,
            long id,
            float part,
            double fraction,
            String text,
            Long boxed,
            List<String> list,
            Map.Entry<String, Long> inner,
            Object any) {}

    private record Wide(long a, double b, long c, double d, long e, double f, long g, double h, long i, double j) {}

    private record Nothing() {}

    private record Checked(int positive) {
        Checked {
            if (positive <= 0) {
                throw new IllegalArgumentException("not positive: " + positive);
            }
        }
    }

    /** Loaded a second time, by a loader that is not the library's. */
    record Elsewhere(long id, String name) {}

    /** Defined a second time, as a class without a name. What a record has from the compiler would ask for the name. */
    record Hidden(long id) {

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(id);
        }

        @Override
        public String toString() {
            return Long.toString(id);
        }
    }

    @Test
    void aComponentMayHaveAnyType() {
        Object[] components = {
            true,
            (byte) 1,
            'x',
            (short) 2,
            3,
            4L,
            5.5f,
            6.5,
            "text",
            7L,
            List.of("10"),
            Map.entry("11", 11L),
            new Object()
        };

        Everything made = (Everything) new RecordConstructor(Everything.class).make(components);

        assertThat(new Object[] {
                    made.flag,
                    made.small,
                    made.letter,
                    made.number,
                    made.whole,
                    made.id,
                    made.part,
                    made.fraction,
                    made.text,
                    made.boxed,
                    made.list,
                    made.inner,
                    made.any
                })
                .containsExactly(components);
    }

    @Test
    void numbersOfTwoWordsFitOnTheStack() {
        Object[] components = {1L, 2.0, 3L, 4.0, 5L, 6.0, 7L, 8.0, 9L, 10.0};

        assertThat(new RecordConstructor(Wide.class).make(components))
                .isEqualTo(new Wide(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    @Test
    void aRecordMayHaveNoComponents() {
        assertThat(new RecordConstructor(Nothing.class).make(new Object[0])).isEqualTo(new Nothing());
    }

    @Test
    void theComponentsMayBeAnywhereInTheArray() {
        Object[] array = new Object[1_002];
        array[1_000] = 1;

        assertThat(new RecordConstructor(Checked.class, 1_000, array.length).make(array))
                .isEqualTo(new Checked(1));
    }

    @Test
    void whatTheConstructorThrowsComesThrough() {
        assertThatThrownBy(() -> new RecordConstructor(Checked.class).make(new Object[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not positive: -1");
    }

    @Test
    void aComponentOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> new RecordConstructor(Checked.class).make(new Object[] {"1"}))
                .isInstanceOf(ClassCastException.class);
    }

    @Test
    void aRecordOfAnotherModuleIsMadeByMethodHandles() throws Exception {
        Class<?> elsewhere = new OtherLoader().loadClass(Elsewhere.class.getName());

        Object made = new RecordConstructor(elsewhere, 1, 4).make(new Object[] {"x", 1L, "name", "y"});

        assertThat(made.getClass()).isEqualTo(elsewhere).isNotEqualTo(Elsewhere.class);
        assertThat(component(made, "id")).isEqualTo(1L);
        assertThat(component(made, "name")).isEqualTo("name");
    }

    @Test
    void aHiddenRecordIsMadeByMethodHandlesToo() throws Exception {
        Class<?> hidden = MethodHandles.lookup()
                .defineHiddenClass(bytesOf(Hidden.class.getName()), false)
                .lookupClass();

        Object made = new RecordConstructor(hidden).make(new Object[] {7L});

        assertThat(made).isInstanceOf(hidden).hasToString("7");
    }

    private static Object component(Object made, String name) throws ReflectiveOperationException {
        Method accessor = made.getClass().getDeclaredMethod(name);
        accessor.setAccessible(true);
        return accessor.invoke(made);
    }

    private static byte[] bytesOf(String type) throws IOException {
        try (InputStream in =
                RecordConstructorTest.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    /** Loads the tests' record itself, and so into a module of its own. */
    private static final class OtherLoader extends ClassLoader {

        OtherLoader() {
            super(RecordConstructorTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Elsewhere.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try {
                byte[] bytes = bytesOf(name);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
