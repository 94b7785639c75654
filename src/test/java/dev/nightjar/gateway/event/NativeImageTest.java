package dev.nightjar.gateway.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The metadata in the jar that tells GraalVM's native image what is found by name as the program runs. It is compared with what the
 * decoder reflects on, and that with what a JVM does when it decodes a sample of each event. Runs in the project's folder, as Maven
 * does.
 */
@Timeout(120)
class NativeImageTest {

    private static final Path METADATA =
            Path.of("src/main/resources/META-INF/native-image/dev.nightjar/nightjar/reachability-metadata.json");

    private static final String HOW_TO_WRITE =
            "on JDK 25: mvn test -Dtest=NativeImageTest -Dnative.write=true -pl :nightjar -am";

    private static final String LIBRARY = "dev.nightjar.gateway.";

    private static final String QUIET = "--enable-native-access=ALL-UNNAMED";

    /** What a native image sets, and what makes the library go without classes that are made as it runs. */
    private static final String IN_IMAGE = "-Dorg.graalvm.nativeimage.imagecode=runtime";

    /** The files that find something by name or look into a class, and what they find. */
    private static final Map<String, String> REFLECTING = Map.of(
            "ShardScope.java", "the StructuredTaskScope of this JDK",
            "LibraryVersion.java", "version.properties",
            "decode/EnumShape.java", "the constants of enums",
            "decode/Nullness.java", "the annotations of records and packages",
            "decode/RecordConstructor.java", "the constructors of records",
            "decode/RecordFields.java", "the components of records",
            "jfr/Flight.java", "jdk.jfr.Event");

    /** What stands for data that Discord does not send yet, and for a guild that is down. */
    private static final Set<String> NOT_IN_SAMPLES = Set.of(
            LIBRARY + "event.FutureInteraction",
            LIBRARY + "event.GuildCreate$Unavailable",
            LIBRARY + "event.InteractionCreate$Unknown",
            LIBRARY + "model.component.FutureComponent",
            LIBRARY + "model.interaction.FutureCommandOption",
            LIBRARY + "model.interaction.FutureSubmittedComponent");

    @TempDir
    private Path folder;

    @Test
    @EnabledOnJre(value = JRE.JAVA_25, disabledReason = "What zstd-jni binds is read out of the JDK's own fields")
    void theMetadataIsThatOfWhatIsReflectedOn() throws Exception {
        String actual = written(metadata());
        if (Boolean.getBoolean("native.write")) {
            Files.createDirectories(Objects.requireNonNull(METADATA.getParent()));
            Files.writeString(METADATA, actual);
            return;
        }

        assertThat(Files.readString(METADATA).lines().toList())
                .as("%s: write it anew, %s", METADATA, HOW_TO_WRITE)
                .isEqualTo(actual.lines().toList());
    }

    @Test
    void aJvmMakesThoseRecordsAndNoOthers() throws Exception {
        Set<String> made = made(decodeAll());

        Set<String> expected = names(records());
        expected.removeAll(NOT_IN_SAMPLES);
        assertThat(made).isNotEmpty().isEqualTo(expected);
    }

    @Test
    void aNativeImageDecodesTheSameAndMakesNoClasses() throws Exception {
        Decoded onJvm = decodeAll();
        Decoded inImage = decodeAll(IN_IMAGE);

        assertThat(inImage.events).isNotEmpty().isEqualTo(onJvm.events);
        assertThat(made(inImage)).isEmpty();
    }

    /** The records for which a class was made that calls their constructor. */
    private static Set<String> made(Decoded decoded) throws IOException {
        return Pattern.compile("(dev\\.nightjar\\.gateway\\.[\\w.$]+)\\$Constructor[/+]")
                .matcher(Files.readString(decoded.classes))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void nothingElseIsFoundByName() throws IOException {
        Pattern reflection =
                Pattern.compile("Class\\.forName|getResource|ServiceLoader|newProxyInstance|\\.getDeclared\\w+\\("
                        + "|\\.getMethods?\\(|\\.getConstructors?\\(|getRecordComponents|getEnumConstants|unreflect|\\.find(Static|Virtual"
                        + "|Constructor|Special|VarHandle)\\(|defineHiddenClass|loadLibrary|ObjectInputStream");
        Path sources = Path.of("src/main/java/dev/nightjar/gateway");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/|//[^\\n]*", "");
                if (reflection.matcher(code).find()) {
                    found.add(sources.relativize(file).toString().replace('\\', '/'));
                }
            }
        }

        assertThat(found)
                .as("what these find must be in the metadata: add it to NativeImageTest")
                .isEqualTo(new TreeSet<>(REFLECTING.keySet()));
    }

    @Test
    void whatTheMetadataNamesOfTheLibraryIsThere() throws Exception {
        Map<String, Object> metadata = JSON.std.mapFrom(Files.readString(METADATA));

        for (Map<?, ?> entry : entries(metadata, "reflection")) {
            String name = text(entry, "type");
            if (name.startsWith(LIBRARY)) {
                Class<?> type = Class.forName(name, false, getClass().getClassLoader());
                if (entry.containsKey("methods")) {
                    for (Map<?, ?> method : entries(entry, "methods")) {
                        assertThat(method(type, method)).isNotNull();
                    }
                }
            }
        }
        for (Map<?, ?> resource : entries(metadata, "resources")) {
            String glob = text(resource, "glob");
            assertThat(glob.contains("*") || getClass().getResource("/" + glob) != null)
                    .as(glob)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "recorder"})
    void theResourcesOfAnotherModuleAreInItsMetadata(String module) throws IOException {
        Path resources = Path.of(module, "src/main/resources");
        Map<String, Object> metadata = JSON.std.mapFrom(Files.readString(resources.resolve(
                "META-INF/native-image/dev.nightjar/nightjar-" + module + "/reachability-metadata.json")));
        List<PathMatcher> globs = new ArrayList<>();
        for (Map<?, ?> resource : entries(metadata, "resources")) {
            globs.add(resources.getFileSystem().getPathMatcher("glob:" + text(resource, "glob")));
        }

        try (Stream<Path> files = Files.walk(resources.resolve("dev"))) {
            assertThat(files.filter(Files::isRegularFile).map(resources::relativize))
                    .isNotEmpty()
                    .allMatch(file -> globs.stream().anyMatch(glob -> glob.matches(file)));
        }
    }

    private static Object method(Class<?> type, Map<?, ?> method) throws ReflectiveOperationException {
        List<Class<?>> parameters = new ArrayList<>();
        for (Object parameter : (List<?>) Objects.requireNonNull(method.get("parameterTypes"))) {
            parameters.add(Class.forName((String) parameter));
        }
        return type.getDeclaredMethod(text(method, "name"), parameters.toArray(Class<?>[]::new));
    }

    private static List<Map<?, ?>> entries(Map<?, ?> in, String name) {
        List<Map<?, ?>> entries = new ArrayList<>();
        for (Object entry : (List<?>) Objects.requireNonNull(in.get(name), name)) {
            entries.add((Map<?, ?>) entry);
        }
        return entries;
    }

    private static String text(Map<?, ?> in, String name) {
        return (String) Objects.requireNonNull(in.get(name), name);
    }

    // ---- what must be in it

    private Map<String, List<Map<String, Object>>> metadata() throws Exception {
        List<Map<String, Object>> reflection = new ArrayList<>();
        names(records()).forEach(name -> reflection.add(entry("type", name, "allDeclaredConstructors", true)));
        names(enums())
                .forEach(name -> reflection.add(entry("type", name, "methods", List.of(method("values", List.of())))));
        // Null is only for what says so where the package is @NullMarked, and a package's annotations are those of a
        // class.
        nullMarked().forEach(name -> reflection.add(entry("type", name + ".package-info")));
        reflection.add(entry("type", "jdk.jfr.Event"));
        // The two shapes of ShardScope. What a JDK does not have is passed over.
        String scope = "java.util.concurrent.StructuredTaskScope";
        reflection.add(entry("type", scope, "allPublicMethods", true));
        reflection.add(entry("type", scope + "$Configuration", "allPublicMethods", true));
        reflection.add(entry("type", scope + "$Joiner", "allPublicMethods", true));
        reflection.add(
                entry("type", scope + "$ShutdownOnFailure", "allPublicMethods", true, "allPublicConstructors", true));
        List<String> parameters = new ArrayList<>(Collections.nCopies(4, "java.lang.invoke.MethodHandle"));
        parameters.addAll(List.of("java.lang.String", "java.util.concurrent.ThreadFactory"));
        reflection.add(
                entry("type", LIBRARY + "ShardScope$Shape", "methods", List.of(method("openConfigured", parameters))));
        // Before Java 22 zstd-jni binds by JNI, and keeps an address in a field.
        reflection.add(entry(
                "type",
                "com.github.luben.zstd.ZstdDecompressCtx",
                "jniAccessible",
                true,
                "fields",
                List.of(entry("name", "nativePtr"))));

        Map<String, List<Map<String, Object>>> metadata = new LinkedHashMap<>();
        metadata.put("reflection", reflection);
        metadata.put(
                "resources",
                List.of(
                        entry("glob", "dev/nightjar/gateway/version.properties"),
                        // The native code of zstd-jni: of all platforms, or of one where the jar is that of one.
                        entry("glob", "*/*/libzstd-jni-*")));
        metadata.put("downcalls", downcalls());
        return metadata;
    }

    /** Each record that the decoder makes. */
    private static Set<Class<?>> records() {
        return reached().stream().filter(Class::isRecord).collect(Collectors.toSet());
    }

    private static Set<Class<?>> enums() {
        return reached().stream().filter(Class::isEnum).collect(Collectors.toSet());
    }

    private static Set<String> nullMarked() {
        return records().stream()
                .map(Class::getPackage)
                .filter(within -> within.isAnnotationPresent(NullMarked.class))
                .map(Package::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The types of the library that the decoder comes to, from the events on. */
    private static Set<Class<?>> reached() {
        Set<Class<?>> reached = new HashSet<>();
        for (EventType type : EventType.values()) {
            Class<?> event = EventRecords.of(type);
            if (event != null) {
                reach(event, reached);
            }
        }
        return reached;
    }

    private static void reach(Type type, Set<Class<?>> reached) {
        switch (type) {
            case Class<?> plain -> reach(plain, reached);
            case ParameterizedType generic ->
                Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> reach(argument, reached));
            case WildcardType wildcard -> reach(wildcard.getUpperBounds()[0], reached);
            default -> throw new IllegalArgumentException(type.toString());
        }
    }

    private static void reach(Class<?> type, Set<Class<?>> reached) {
        if (!type.getName().startsWith(LIBRARY) || !reached.add(type)) {
            return;
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                reach(component.getGenericType(), reached);
            }
        } else if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(permitted -> reach(permitted, reached));
        }
    }

    private static Set<String> names(Set<Class<?>> types) {
        return types.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The kinds of functions of libzstd that zstd-jni binds when it is loaded: all of them, used or not. */
    private List<Map<String, Object>> downcalls() throws Exception {
        List<Map<String, Object>> downcalls = new ArrayList<>();
        Matcher kind = Pattern.compile("(true|false) \\((.*)\\)(.*)").matcher("");
        for (String line : run(Bound.class, "--add-opens=java.base/jdk.internal.foreign.abi=ALL-UNNAMED", QUIET)) {
            assertThat(kind.reset(line).matches()).as(line).isTrue();
            Map<String, Object> downcall =
                    entry("returnType", inC(kind.group(3)).getFirst(), "parameterTypes", inC(kind.group(2)));
            if (kind.group(1).equals("true")) {
                downcall.put("options", entry("critical", entry("allowHeapAccess", true)));
            }
            downcalls.add(downcall);
        }
        assertThat(downcalls).isNotEmpty();
        return downcalls;
    }

    /**
     * The names of types in C for layouts as the JDK writes them: {@code a8[j8i4]} is a pointer, and a structure with a long and an
     * int.
     */
    private static List<String> inC(String layouts) {
        List<String> types = new ArrayList<>();
        Deque<Integer> structures = new ArrayDeque<>(); // where those have begun that are being read
        Matcher layout = Pattern.compile("[\\[\\]v]|[a-z][0-9]+").matcher(layouts);
        while (layout.find()) {
            switch (layout.group()) {
                case "v" -> types.add("void");
                case "i4" -> types.add("jint");
                case "j8" -> types.add("jlong");
                case "a8" -> types.add("void*");
                case "[" -> structures.push(types.size());
                case "]" -> {
                    List<String> members = types.subList(structures.pop(), types.size());
                    String whole = "struct(" + String.join(", ", members) + ")";
                    members.clear();
                    types.add(whole);
                }
                default -> throw new IllegalArgumentException(layout.group() + " of " + layouts);
            }
        }
        return types;
    }

    /** Prints each kind of function that zstd-jni binds, and whether its calls are critical. */
    static final class Bound {

        private Bound() {}

        /** Takes nothing. */
        public static void main(String[] args) throws ReflectiveOperationException {
            Class.forName("com.github.luben.zstd.ZstdBinding");
            // The JDK keeps what it has bound, and nobody else in this process has bound anything.
            Object linker = Class.forName("java.lang.foreign.Linker")
                    .getMethod("nativeLinker")
                    .invoke(null);
            Object cache = get(Class.forName("jdk.internal.foreign.abi.AbstractLinker"), "DOWNCALL_CACHE", linker);
            Set<String> kinds = new TreeSet<>();
            for (Object bound : ((Map<?, ?>) get(cache.getClass(), "cache", cache)).keySet()) {
                Object options = get(bound.getClass(), "options", bound);
                Method isCritical = options.getClass().getMethod("isCritical");
                isCritical.setAccessible(true);
                kinds.add(isCritical.invoke(options) + " " + get(bound.getClass(), "descriptor", bound));
            }
            kinds.forEach(System.out::println);
        }

        private static Object get(Class<?> type, String name, Object from) throws ReflectiveOperationException {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return Objects.requireNonNull(field.get(from), name);
        }
    }

    // ---- how it is written: an entry a line, so that a change can be read

    private static Map<String, Object> entry(Object... namesAndValues) {
        Map<String, Object> entry = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entry.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return entry;
    }

    private static Map<String, Object> method(String name, List<String> parameters) {
        return entry("name", name, "parameterTypes", parameters);
    }

    private static String written(Map<String, List<Map<String, Object>>> metadata) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, List<Map<String, Object>>> part : metadata.entrySet()) {
            List<String> lines = new ArrayList<>();
            for (Map<String, Object> entry : part.getValue()) {
                lines.add("    " + JSON.std.asString(entry));
            }
            String list = "[\n" + String.join(",\n", lines) + "\n  ]";
            parts.add(
                    part.getKey().equals("downcalls")
                            ? "  \"foreign\": {\"downcalls\": " + list + "}"
                            : "  \"" + part.getKey() + "\": " + list);
        }
        return "{\n" + String.join(",\n", parts) + "\n}\n";
    }

    // ---- what a JVM does

    /** What came of the samples, and the log of the classes that were loaded for them. */
    private record Decoded(List<String> events, Path classes) {}

    private Decoded decodeAll(String... options) throws Exception {
        Path classes = Files.createTempFile(folder, "classes", ".txt");
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-Xlog:class+load:file=" + classes);
        return new Decoded(run(All.class, all.toArray(String[]::new)), classes);
    }

    /** What a program prints in a process of its own. */
    private static List<String> run(Class<?> main, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of("-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), main.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.lines().toList();
    }

    /** Decodes all samples, and prints what came of them. */
    static final class All {

        private All() {}

        /** Takes nothing. */
        public static void main(String[] args) throws Exception {
            Path samples = Path.of(Objects.requireNonNull(All.class.getResource("message-create.json"))
                            .toURI())
                    .resolveSibling("");
            Map<String, Event> events = new TreeMap<>();
            try (Stream<Path> files = Files.list(samples)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".json")).toList()) {
                    String name = String.valueOf(file.getFileName());
                    events.put(name, Samples.resource(name).event());
                }
            }
            // In order, as that of a set's elements is another one in each process.
            events.forEach((name, event) -> System.out.println(name + ": "
                    + Arrays.stream(event.toString().split("[\\s,{}\\[\\]]+", -1))
                            .sorted()
                            .toList()));
        }
    }
}
