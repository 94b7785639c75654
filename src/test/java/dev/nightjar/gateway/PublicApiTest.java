package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What users can see changes only with a line in public-api.txt, where a reviewer sees it. */
class PublicApiTest {

    private static final String LIST = "public-api.txt";

    private static final Path SOURCE = Path.of("src/test/resources/dev/nightjar/gateway", LIST);

    private static final String HOW_TO_WRITE = "mvn test -Dtest=PublicApiTest -Dapi.write=true";

    @Test
    void whatUsersCanSeeIsWhatTheListSays() throws Exception {
        List<String> actual = PublicApi.of(Shard.class);
        if (Boolean.getBoolean("api.write")) {
            Files.write(SOURCE, actual);
            return;
        }

        List<String> listed = listed();

        assertThat(PublicApi.differences(listed, actual))
                .as(
                        "%s: lines with - are gone from the library, lines with + are new in it. %s If that is meant, write the"
                                + " list anew with: %s",
                        SOURCE, PublicApi.verdict(listed, actual), HOW_TO_WRITE)
                .isEmpty();
        assertThat(actual).as("the order of the lines of " + SOURCE).isEqualTo(listed);
    }

    private static List<String> listed() throws IOException {
        try (InputStream list = Objects.requireNonNull(PublicApiTest.class.getResourceAsStream(LIST))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    // ---- that it can fail, and what it then says

    @Test
    void aNewComponentIsToldFromABreak() {
        List<String> before = List.of(
                "public record dev.nightjar.gateway.event.Ready",
                "    component int v",
                "public record dev.nightjar.gateway.Latency",
                "    component int a");
        List<String> grown = new ArrayList<>(before);
        grown.add(2, "    component long b");
        List<String> broken = new ArrayList<>(before);
        broken.set(1, "    component long v");
        List<String> settings = new ArrayList<>(before);
        settings.add("    component long b");

        assertThat(PublicApi.verdict(before, grown)).startsWith("New lines need a minor version");
        assertThat(PublicApi.verdict(before, broken)).contains("a major version");
        assertThat(PublicApi.verdict(before, settings)).contains("unless the old constructor stays");
    }

    @Test
    void aDifferenceNamesItsType() {
        List<String> before =
                List.of("public record dev.nightjar.A", "    component int a", "public enum dev.nightjar.B");
        List<String> after =
                List.of("public record dev.nightjar.A", "    component long a", "public enum dev.nightjar.B");

        assertThat(PublicApi.differences(before, after))
                .containsExactly("- dev.nightjar.A: component int a", "+ dev.nightjar.A: component long a");
        assertThat(PublicApi.differences(before, before)).isEmpty();
    }

    @Test
    void aSignatureHasEverythingThatAProgramCanDependOn() {
        String here = PublicApiTest.class.getCanonicalName();

        assertThat(Signatures.of(Shape.class))
                .containsExactly(
                        "public static abstract sealed class " + here + ".Shape<T extends Comparable<? super T>>",
                        "    permits " + here + ".Square",
                        "    abstract method @Nullable T pick(java.util.List<? extends @Nullable T>, int...) throws"
                                + " java.io.IOException",
                        "    method java.util.Map<String, @Nullable T[]> hidden()",
                        "    protected new(@Nullable String)",
                        "    static final field int SIDES = 4");
        assertThat(Signatures.of(Point.class))
                .containsExactly(
                        "public record " + here + ".Point implements Runnable",
                        "    component java.util.Optional<String> y",
                        "    component @Nullable Integer x",
                        "    method void run()",
                        "    new()");
        assertThat(Signatures.of(Colour.class))
                .containsExactly("public enum " + here + ".Colour", "    constant BLUE", "    constant RED");
        assertThat(Signatures.of(Marker.class))
                .containsExactly(
                        "public @interface " + here + ".Marker", "    abstract method String value() default x");
    }

    abstract static class Parent<T> {

        public Map<String, @Nullable T[]> hidden() {
            return Map.of();
        }

        void notSeen() {}
    }

    public abstract static sealed class Shape<T extends Comparable<? super T>> extends Parent<T> permits Square {

        public static final int SIDES = 4;

        private final @Nullable String name;

        protected Shape(@Nullable String name) {
            this.name = name;
        }

        public abstract @Nullable T pick(List<? extends @Nullable T> from, int... places)
                throws IOException, IllegalStateException;

        @Override
        public String toString() {
            return "" + name;
        }
    }

    static final class Square extends Shape<String> {

        Square() {
            super(null);
        }

        @Override
        public @Nullable String pick(List<? extends @Nullable String> from, int... places) {
            return null;
        }
    }

    public record Point(Optional<String> y, @Nullable Integer x) implements Runnable {

        public Point() {
            this(Optional.empty(), null);
        }

        @Override
        public void run() {}
    }

    public enum Colour {
        RED,
        BLUE
    }

    public @interface Marker {
        String value() default "x";
    }
}
