package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What users can see changes only with a line in public-api.txt, where a reviewer sees it. */
class PublicApiTest {

    private static final String LIST = "public-api.txt";

    private static final Path SOURCE = Path.of("src/test/resources/dev/nightjar/gateway", LIST);

    /** The records that the library makes, which get new components in minor versions. */
    private static final Pattern GROWING = Pattern.compile("\\+ dev\\.nightjar\\.gateway\\.(event|model)\\.");

    private static final String HOW_TO_WRITE = "mvn test -Dtest=PublicApiTest -Dapi.write=true";

    @Test
    void whatUsersCanSeeIsWhatTheListSays() throws Exception {
        List<String> actual = actual();
        if (Boolean.getBoolean("api.write")) {
            Files.write(SOURCE, actual);
            return;
        }

        List<String> listed = listed();

        assertThat(differences(listed, actual))
                .as(
                        "%s: lines with - are gone from the library, lines with + are new in it. %s If that is meant, write the"
                                + " list anew with: %s",
                        SOURCE, verdict(listed, actual), HOW_TO_WRITE)
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

    /** What the differences mean for users: docs/adr/0016-records-grow-in-minor-versions.md. */
    private static String verdict(List<String> before, List<String> after) {
        List<String> changes = differences(before, after);
        if (changes.stream().anyMatch(line -> line.startsWith("- "))) {
            return "A removed or changed line breaks programs: this needs a major version.";
        }
        boolean madeByPrograms = changes.stream()
                .filter(line -> line.contains(": component "))
                .filter(line -> !GROWING.matcher(line).lookingAt())
                .anyMatch(line -> before.stream().anyMatch(old -> old.contains(" record " + typeOf(line))));
        return madeByPrograms
                ? "A new component of a record that programs make breaks them, unless the old constructor stays beside the new one."
                : "New lines need a minor version and a line in CHANGELOG.md; a new component of an event or an object of Discord"
                        + " changes its constructor and pattern, which are not promised.";
    }

    private static String typeOf(String difference) {
        return difference.substring("+ ".length(), difference.indexOf(": component "));
    }

    /** The lines that only one of the two has, each with its type before it. */
    private static List<String> differences(List<String> before, List<String> after) {
        List<String> old = withTypes(before);
        List<String> now = withTypes(after);
        Set<String> inBoth = new HashSet<>(old);
        inBoth.retainAll(new HashSet<>(now));
        return Stream.concat(
                        old.stream().filter(line -> !inBoth.contains(line)).map(line -> "- " + line),
                        now.stream().filter(line -> !inBoth.contains(line)).map(line -> "+ " + line))
                .toList();
    }

    private static List<String> withTypes(List<String> lines) {
        List<String> all = new ArrayList<>();
        String type = "";
        for (String line : lines) {
            if (line.startsWith(" ")) {
                all.add(type + ": " + line.strip());
            } else {
                all.add(line);
                type = line.replaceFirst(".*?(dev\\.nightjar[\\w.]*).*", "$1");
            }
        }
        return all;
    }

    // ---- what there is

    private static List<String> actual() throws Exception {
        URI library =
                Shard.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (library.getPath().endsWith(".jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + library), Map.of())) {
                return actual(jar.getPath("/"));
            }
        }
        return actual(Path.of(library));
    }

    private static List<String> actual(Path root) throws IOException, ClassNotFoundException {
        Set<String> exported = exported(root);
        List<String> names;
        try (Stream<Path> files = Files.walk(root)) {
            names = files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.startsWith("dev/") && file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, PublicApiTest.class.getClassLoader());
            if (exported.contains(type.getPackageName()) && Signatures.isPublic(type)) {
                lines.addAll(Signatures.of(type));
            }
        }
        return lines;
    }

    /** The packages that the module descriptor exports to everybody. */
    private static Set<String> exported(Path root) throws IOException {
        try (InputStream descriptor = Files.newInputStream(root.resolve("module-info.class"))) {
            return ModuleDescriptor.read(descriptor).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
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

        assertThat(verdict(before, grown)).startsWith("New lines need a minor version");
        assertThat(verdict(before, broken)).contains("a major version");
        assertThat(verdict(before, settings)).contains("unless the old constructor stays");
    }

    @Test
    void aDifferenceNamesItsType() {
        List<String> before =
                List.of("public record dev.nightjar.A", "    component int a", "public enum dev.nightjar.B");
        List<String> after =
                List.of("public record dev.nightjar.A", "    component long a", "public enum dev.nightjar.B");

        assertThat(differences(before, after))
                .containsExactly("- dev.nightjar.A: component int a", "+ dev.nightjar.A: component long a");
        assertThat(differences(before, before)).isEmpty();
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
