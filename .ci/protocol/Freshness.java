import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.model.Coded;
import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.Flags;
import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.NullIsTrue;
import dev.nightjar.gateway.model.Unforeseen;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The comparison of the library's records with the types of all dispatches, as types.mjs writes them. It prints each difference that
 * the file of known ones does not explain, and each explanation that explains nothing any more, and fails if there are any.
 *
 * <p>Arguments: the types, and the file of known differences.
 */
final class Freshness {
    // A difference is a line of what is wrong, the record's component or the constant, and the wire's side, so a line says the same
    // however many ways lead to a record.

    private final List<Map<String, Object>> types;
    private final Map<String, Object> root;
    private final TreeSet<String> differences = new TreeSet<>();
    private final Set<List<Object>> compared = new HashSet<>();
    // A record can stand for a whole object and for a part of it, so a component that one place lacks may come from another.
    private final Set<String> seen = new HashSet<>();
    private final Set<String> unseen = new HashSet<>();
    private int fields;

    @SuppressWarnings("unchecked")
    private Freshness(Map<String, Object> root) {
        this.root = root;
        types = (List<Map<String, Object>>) root.get("types");
    }

    public static void main(String[] arguments) throws Exception {
        var freshness = new Freshness(JSON.std.mapFrom(Files.readString(Path.of(arguments[0]))));
        freshness.compareAll();
        freshness.report(Path.of(arguments[1]));
    }

    // ---- events and enums of the protocol itself

    private void compareAll() throws Exception {
        Class<?> eventType = Class.forName("dev.nightjar.gateway.event.EventType");
        Method recordOf = open(Class.forName("dev.nightjar.gateway.event.EventRecords"), "of", eventType);
        Map<String, Object> dispatches = map(root.get("dispatches"));
        var names = new TreeSet<String>();
        for (Object type : eventType.getEnumConstants()) {
            String name = ((Enum<?>) type).name();
            names.add(name);
            if (dispatches.get(name) instanceof List<?> data) {
                compareObject(ints(data), (Class<?>) recordOf.invoke(null, type), Set.of());
            } else if (!name.equals("UNKNOWN")) {
                differences.add("only here: event " + name);
            }
        }
        for (String name : dispatches.keySet()) {
            if (!names.contains(name)) {
                differences.add("lacks: event " + name);
            }
        }
        compareNumbers("GatewayOpcodes", "dev.nightjar.gateway.command.OpCode", "value");
        compareNumbers("GatewayCloseCodes", "dev.nightjar.gateway.CloseCode", "code");
        compareNumbers("GatewayIntentBits", "dev.nightjar.gateway.event.Intent", "mask");
    }

    private void compareNumbers(String name, String type, String accessor) throws Exception {
        Map<String, Object> values = map(types.get((int) map(root.get("enums")).get(name)).get("values"));
        Class<?> here = Class.forName(type);
        Method method = open(here, accessor);
        var numbers = new LinkedHashMap<Object, String>();
        for (Object constant : here.getEnumConstants()) {
            numbers.put(((Number) method.invoke(constant)).longValue(), constant.toString());
        }
        compareValues(here, numbers, values);
    }

    // ---- objects

    private void compareObject(List<Integer> numbers, Class<?> type, Set<String> notHere) throws Exception {
        List<Map<String, Object>> objects = objects(numbers);
        if (objects.isEmpty() || !compared.add(List.of(numbers, type))) {
            return;
        }
        Function<String, Class<?>> variants = variants(type);
        if (variants != null) {
            compareVariants(objects, type, variants);
            return;
        }
        if (Unforeseen.class.isAssignableFrom(type)) {
            return;
        }
        var components = new LinkedHashMap<String, RecordComponent>();
        collect(type, components);
        Map<String, Map<String, Object>> merged = merge(objects);
        for (var field : merged.entrySet()) {
            RecordComponent component = components.remove(field.getKey());
            if (component == null) {
                if (!notHere.contains(field.getKey())) {
                    differences.add("lacks: " + name(type) + "." + field.getKey());
                }
            } else {
                fields++;
                seen.add(name(component));
                compareField(field.getValue(), component);
            }
        }
        components.values().forEach(component -> unseen.add(name(component)));
    }

    /** The records of a sealed interface are told apart by one field, whose values the types give as literals. */
    private void compareVariants(List<Map<String, Object>> objects, Class<?> type, Function<String, Class<?>> variants)
            throws Exception {
        String field = type.getSimpleName().equals("GuildCreate") ? "unavailable" : "type";
        var byVariant = new LinkedHashMap<Class<?>, List<Integer>>();
        for (Map<String, Object> object : objects) {
            Map<String, Object> of = map(map(object.get("fields")).get(field));
            Map<String, Object> kind = of.isEmpty() ? Map.of() : types.get((int) of.get("type"));
            List<String> values = kind.get("literals") instanceof List<?> literals
                    ? literals.stream().map(String::valueOf).toList()
                    : List.of(kind.getOrDefault("always", "").toString());
            for (String value : values) {
                byVariant
                        .computeIfAbsent(variants.apply(value), ignored -> new ArrayList<>())
                        .add(types.indexOf(object));
            }
        }
        for (var variant : byVariant.entrySet()) {
            if (Unforeseen.class.isAssignableFrom(variant.getKey())) {
                differences.add("lacks: a record of " + name(type) + " for " + names(variant.getValue()));
            } else {
                // What tells the records apart is in their class.
                compareObject(variant.getValue().stream().distinct().toList(), variant.getKey(), Set.of(field));
            }
        }
    }

    /** The fields of all objects in one: what one of them does not have is optional. */
    private static Map<String, Map<String, Object>> merge(List<Map<String, Object>> objects) {
        var merged = new LinkedHashMap<String, Map<String, Object>>();
        var count = new LinkedHashMap<String, Integer>();
        for (Map<String, Object> object : objects) {
            for (var field : map(object.get("fields")).entrySet()) {
                Map<String, Object> one = map(field.getValue());
                Map<String, Object> all = merged.computeIfAbsent(field.getKey(), ignored -> new LinkedHashMap<>(
                        Map.of("optional", false, "nullable", false, "types", new ArrayList<Integer>())));
                all.computeIfPresent("optional", (key, is) -> (boolean) is || (boolean) one.get(key));
                all.computeIfPresent("nullable", (key, is) -> (boolean) is || (boolean) one.get(key));
                @SuppressWarnings("unchecked")
                var of = (List<Integer>) all.get("types");
                if (!of.contains((int) one.get("type"))) {
                    of.add((int) one.get("type"));
                }
                count.merge(field.getKey(), 1, Integer::sum);
            }
        }
        count.forEach((name, times) -> {
            if (times < objects.size()) {
                merged.get(name).put("optional", true);
            }
        });
        return merged;
    }

    // ---- one field

    private void compareField(Map<String, Object> field, RecordComponent component) throws Exception {
        Type type = component.getGenericType();
        boolean optional = (boolean) field.get("optional");
        boolean nullable = (boolean) field.get("nullable");
        boolean tells = !(type instanceof Class<?> plain) || !TELLS_NOTHING.contains(plain);
        if (optional && !tells && !component.isAnnotationPresent(NullIsTrue.class)) {
            differences.add("absent is " + (type == boolean.class ? "false" : "0") + ": " + name(component));
        }
        if (optional && nullable && !isField(type)) {
            differences.add("absent is null: " + name(component));
        }
        @SuppressWarnings("unchecked")
        var numbers = (List<Integer>) field.get("types");
        compareType(numbers, type, name(component));
    }

    /** Types of which every value can be sent. An id is never 0 and an enum has UNKNOWN, so they tell that they are absent. */
    private static final Set<Class<?>> TELLS_NOTHING = Set.of(boolean.class, int.class, double.class);

    private static boolean isField(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Field.class;
    }

    private void compareType(List<Integer> numbers, Type type, String where) throws Exception {
        List<Map<String, Object>> flat = flatten(numbers);
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Optional.class || raw == Field.class) {
                compareType(numbers, arguments[0], where);
            } else {
                String kind = raw == Map.class ? "map" : "array";
                expect(flat, where, kind, raw == Map.class ? "object" : kind);
                List<Integer> of = flat.stream()
                        .filter(one -> one.get("kind").equals(kind))
                        .map(one -> (Integer) one.get("of"))
                        .distinct()
                        .toList();
                compareType(of, raw == Map.class ? arguments[1] : arguments[0], where);
            }
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Object.class) {
            return;
        }
        if (plain == List.class || plain == Map.class) {
            expect(flat, where, plain == List.class ? "array" : "map", "object");
        } else if (Flags.class.isAssignableFrom(plain)) {
            compareFlags(flat, plain);
        } else if (plain.isEnum()) {
            compareEnum(flat, plain);
        } else if (plain.isRecord() || plain.isInterface()) {
            expect(flat, where, "object");
            compareObject(numbers, plain, Set.of());
        } else if (plain == boolean.class || plain == Boolean.class) {
            expect(flat, where, "boolean");
        } else if (plain == long.class || plain == Long.class || plain == OptionalLong.class || plain == Instant.class) {
            expect(flat, where, "string", "number");
        } else if (plain == String.class || plain == URI.class) {
            expect(flat, where, "string", "number");
            plainEnum(flat, where);
        } else if (Set.of(int.class, Integer.class, double.class, Double.class, OptionalInt.class, OptionalDouble.class).contains(plain)) {
            expect(flat, where, "number");
            plainEnum(flat, where);
        }
    }

    private void expect(List<Map<String, Object>> types, String where, String... kinds) {
        for (Map<String, Object> type : types) {
            String kind = (String) type.get("kind");
            if (!List.of(kinds).contains(kind) && !kind.equals("never") && !kind.equals("any") && !kind.equals("enum")) {
                differences.add("another shape: " + where + " can be " + kind);
            }
        }
    }

    private void plainEnum(List<Map<String, Object>> types, String where) {
        for (Map<String, Object> type : types) {
            if (type.get("kind").equals("enum")) {
                differences.add("no enum: " + where + " is " + type.get("name"));
            }
        }
    }

    // ---- values

    private void compareEnum(List<Map<String, Object>> types, Class<?> here) {
        var constants = new LinkedHashMap<Object, String>();
        boolean coded = Coded.class.isAssignableFrom(here);
        for (Object constant : here.getEnumConstants()) {
            Object value = coded ? Long.valueOf(((Coded) constant).code()) : constant.toString();
            constants.put(value, constant.toString());
        }
        constants.values().remove("UNKNOWN");
        for (Map<String, Object> type : types) {
            if (type.get("kind").equals("enum")) {
                compareValues(here, constants, map(type.get("values")));
            }
        }
    }

    private void compareFlags(List<Map<String, Object>> types, Class<?> here) throws Exception {
        var constants = new LinkedHashMap<Object, String>();
        for (var field : here.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == here && Modifier.isPublic(field.getModifiers())) {
                constants.put(((Flags<?>) field.get(null)).bits(), field.getName());
            }
        }
        for (Map<String, Object> type : types) {
            if (type.get("kind").equals("enum")) {
                compareValues(here, constants, map(type.get("values")));
            }
        }
    }

    private void compareValues(Class<?> here, Map<?, String> constants, Map<String, Object> values) {
        var left = new LinkedHashMap<Object, String>(constants);
        values.forEach((name, value) -> {
            boolean byName = constants.keySet().iterator().next() instanceof String;
            Object key = byName ? value.toString().toUpperCase(Locale.ROOT) : Long.valueOf(value.toString());
            if (left.remove(key) == null && !constants.containsKey(key)) { // some have two names
                differences.add("lacks: value " + here.getSimpleName() + "." + name + " = " + value);
            }
        });
        left.values().forEach(constant -> differences.add("only here: value " + here.getSimpleName() + "." + constant));
    }

    // ---- the library's side

    private static void collect(Class<?> type, Map<String, RecordComponent> components) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().getSimpleName().equals("Payload")) {
                continue;
            }
            if (component.isAnnotationPresent(Flat.class)) {
                var inner = new LinkedHashMap<String, RecordComponent>();
                collect(component.getType(), inner);
                inner.forEach(components::putIfAbsent);
            } else {
                components.put(wireName(component.getName()), component);
            }
        }
    }

    private static String wireName(String component) {
        return component.replaceAll("_$", "").replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked")
    private static Function<String, Class<?>> variants(Class<?> type) throws Exception {
        for (String holder : List.of("decode.ModelVariants", "event.EventVariants")) {
            Object variants = open(Class.forName("dev.nightjar.gateway." + holder), "of", Class.class).invoke(null, type);
            if (variants != null) {
                return (Function<String, Class<?>>) open(variants.getClass(), "variant").invoke(variants);
            }
        }
        return null;
    }

    private static Method open(Class<?> type, String name, Class<?>... parameters) throws Exception {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    private static String name(RecordComponent component) {
        return name(component.getDeclaringRecord()) + "." + component.getName();
    }

    private static String name(Class<?> type) {
        return type.getName().replaceFirst(".*\\.", "").replace('$', '.');
    }

    // ---- the types' side

    private List<Map<String, Object>> flatten(List<Integer> numbers) {
        var flat = new ArrayList<Map<String, Object>>();
        for (int number : numbers) {
            Map<String, Object> type = types.get(number);
            if (type.get("kind").equals("union")) {
                flat.addAll(flatten(ints((List<?>) type.get("of"))));
            } else {
                flat.add(type);
            }
        }
        return flat;
    }

    private List<Map<String, Object>> objects(List<Integer> numbers) {
        return flatten(numbers).stream()
                .filter(type -> type.get("kind").equals("object"))
                .distinct()
                .toList();
    }

    private String names(List<Integer> numbers) {
        return numbers.stream().map(number -> String.valueOf(types.get(number).get("name"))).distinct().sorted().toList().toString();
    }

    private static List<Integer> ints(List<?> numbers) {
        return numbers.stream().map(number -> (Integer) number).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    // ---- the report

    private void report(Path file) throws Exception {
        unseen.removeAll(seen);
        unseen.forEach(component -> differences.add("only here: " + component));
        var known = new LinkedHashMap<Pattern, String>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" \\| ", 2);
                if (parts.length < 2 || parts[1].isBlank()) {
                    throw new IllegalArgumentException("no reason is given in " + file + ": " + line);
                }
                known.put(Pattern.compile(Pattern.quote(parts[0].strip()).replace("*", "\\E.*\\Q")), parts[0].strip());
            }
        }
        var unused = new LinkedHashMap<>(known);
        var unexplained = new ArrayList<String>();
        for (String difference : differences) {
            var matching = known.keySet().stream()
                    .filter(pattern -> pattern.matcher(difference).matches())
                    .toList();
            if (matching.isEmpty()) {
                unexplained.add(difference);
            }
            matching.forEach(unused::remove);
        }
        unexplained.forEach(System.out::println);
        unused.values().forEach(line -> System.out.println("explains nothing any more: " + line));
        System.out.printf(
                "%d events, %d fields: %d differences, of which %d are explained in %s; %d are not. %d explanations are out of date.%n",
                map(root.get("dispatches")).size(), fields, differences.size(), differences.size() - unexplained.size(),
                file.getFileName(), unexplained.size(), unused.size());
        System.exit(unexplained.isEmpty() && unused.isEmpty() ? 0 : 1);
    }
}
