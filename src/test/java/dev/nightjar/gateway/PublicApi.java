package dev.nightjar.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users can see of a module: the lines of all public types of its exported packages, and what a change of these lines means. */
final class PublicApi {

    /** The records that the library makes, which get new components in minor versions. */
    private static final Pattern GROWING = Pattern.compile("\\+ dev\\.nightjar\\.gateway\\.(event|model)\\.");

    private PublicApi() {}

    /** What the module has that this type is in, in a jar or in a folder of classes. */
    static List<String> of(Class<?> inModule) throws Exception {
        URI place = inModule.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (place.getPath().endsWith(".jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
                return of(jar.getPath("/"));
            }
        }
        return of(Path.of(place));
    }

    private static List<String> of(Path root) throws IOException, ClassNotFoundException {
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
            Class<?> type = Class.forName(name, false, PublicApi.class.getClassLoader());
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

    /** What the differences mean for users: docs/adr/0016-records-grow-in-minor-versions.md. */
    static String verdict(List<String> before, List<String> after) {
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
    static List<String> differences(List<String> before, List<String> after) {
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
}
