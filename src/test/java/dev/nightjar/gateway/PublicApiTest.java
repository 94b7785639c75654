package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A type becomes public, or stops being so, only with a line in public-api.txt, where a reviewer sees it. */
class PublicApiTest {

    private static final String LIST = "public-api.txt";

    /** The packages whose public types are for other packages of the library only. */
    private static final List<String> INNER = List.of("dev.nightjar.gateway.inflate", "dev.nightjar.gateway.decode");

    @Test
    void thePublicTypesAreThoseOnTheList() throws Exception {
        assertThat(publicTypes())
                .as("the public top-level types, beside src/test/resources/dev/nightjar/gateway/" + LIST)
                .containsExactlyInAnyOrderElementsOf(listed());
    }

    @Test
    void theListIsSortedAndNamesNothingTwice() throws IOException {
        assertThat(listed()).isSorted().doesNotHaveDuplicates();
    }

    private static List<String> listed() throws IOException {
        try (InputStream list = Objects.requireNonNull(PublicApiTest.class.getResourceAsStream(LIST))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    /** What the library's classes, in a folder or in a jar, make public. */
    private static List<String> publicTypes() throws Exception {
        URI location =
                Shard.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (location.getPath().endsWith(".jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + location), Map.of())) {
                return publicTypes(jar.getPath("/"));
            }
        }
        return publicTypes(Path.of(location));
    }

    private static List<String> publicTypes(Path root) throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.walk(root)) {
            names = files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.endsWith("-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
        Stream.Builder<String> found = Stream.builder();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, PublicApiTest.class.getClassLoader());
            if (Modifier.isPublic(type.getModifiers()) && !INNER.contains(type.getPackageName())) {
                found.add(name);
            }
        }
        return found.build().toList();
    }
}
