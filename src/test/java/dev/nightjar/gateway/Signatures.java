package dev.nightjar.gateway;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lines that say what a type promises to users: one for the type, and an indented one for each permitted subtype and each
 * public or protected member. They are sorted, but the components of a record stay in order, as its constructor has them in
 * that order. What every record, enum or object has is left out: a record's accessors and constructor, {@code values},
 * {@code equals} and the like.
 */
final class Signatures {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private Signatures() {}

    static List<String> of(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(header(type));
        if (type.isSealed() && !type.isEnum()) {
            Stream.of(type.getPermittedSubclasses())
                    .map(Class::getCanonicalName)
                    .sorted()
                    .forEach(permitted -> lines.add("    permits " + permitted));
        }
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                lines.add("    component " + text(component.getAnnotatedType()) + " " + component.getName());
            }
        }
        members(type).forEach(member -> lines.add("    " + member));
        return lines;
    }

    /** Whether users can name the type: it and all that it is nested in are public, or protected. */
    static boolean isPublic(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
            return false;
        }
        return isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static boolean isPublic(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    // ---- the type

    private static String header(Class<?> type) {
        return modifiers(type) + kind(type) + " " + type.getCanonicalName() + parameters(type.getTypeParameters())
                + supertypes(type);
    }

    private static String modifiers(Class<?> type) {
        String access = Modifier.isProtected(type.getModifiers()) ? "protected " : "public ";
        String deprecated = type.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
        if (type.isRecord() || type.isEnum()) {
            return deprecated + access;
        }
        String inner =
                type.isMemberClass() && !type.isInterface() && Modifier.isStatic(type.getModifiers()) ? "static " : "";
        String isAbstract = Modifier.isAbstract(type.getModifiers()) && !type.isInterface() ? "abstract " : "";
        String isFinal = Modifier.isFinal(type.getModifiers()) ? "final " : "";
        return deprecated + access + inner + isAbstract + isFinal + sealing(type);
    }

    private static String sealing(Class<?> type) {
        if (type.isSealed()) {
            return "sealed ";
        }
        boolean hasSealedParent = Stream.concat(
                        Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .anyMatch(Class::isSealed);
        return hasSealedParent && !Modifier.isFinal(type.getModifiers()) ? "non-sealed " : "";
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        return type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static String supertypes(Class<?> type) {
        if (type.isAnnotation()) {
            return "";
        }
        boolean isPlain = type.isInterface() || type.isRecord() || type.isEnum();
        Class<?> parent = type.getSuperclass();
        boolean isNamed = !isPlain && parent != Object.class && isPublic(parent);
        String named = isNamed ? " extends " + text(type.getAnnotatedSuperclass()) : "";
        String interfaces = Stream.of(type.getAnnotatedInterfaces())
                .map(Signatures::text)
                .sorted()
                .collect(joining(", "));
        return named + (interfaces.isEmpty() ? "" : (type.isInterface() ? " extends " : " implements ") + interfaces);
    }

    // ---- its members

    private static Set<String> members(Class<?> type) {
        Set<String> members = new TreeSet<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isPublic(constructor.getModifiers()) && !constructor.isSynthetic() && !isCanonical(type, constructor)) {
                members.add(modifiers(type, constructor) + parameters(constructor.getTypeParameters(), " ") + "new"
                        + arguments(constructor) + exceptions(constructor));
            }
        }
        // What comes from a parent that users cannot name is a member of the type as they see it.
        for (Class<?> from : withHiddenParents(type)) {
            for (Field field : from.getDeclaredFields()) {
                if (isPublic(field.getModifiers()) && !field.isSynthetic()) {
                    members.add(field.isEnumConstant() ? "constant " + field.getName() : line(type, field));
                }
            }
            for (Method method : from.getDeclaredMethods()) {
                if (isPublic(method.getModifiers()) && !method.isSynthetic() && !isImplied(type, method)) {
                    members.add(line(type, method));
                }
            }
        }
        return members;
    }

    private static List<Class<?>> withHiddenParents(Class<?> type) {
        List<Class<?>> all = new ArrayList<>(List.of(type));
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .filter(parent -> !isPublic(parent))
                .forEach(parent -> all.addAll(withHiddenParents(parent)));
        return all;
    }

    private static boolean isCanonical(Class<?> type, Constructor<?> constructor) {
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Stream.of(type.getRecordComponents())
                                .map(component -> component.getType())
                                .toArray());
    }

    private static boolean isImplied(Class<?> type, Method method) {
        boolean isOfEnum = type.isEnum() && Set.of("values", "valueOf").contains(method.getName());
        boolean isAccessor = type.isRecord()
                && Stream.of(type.getRecordComponents()).anyMatch(component -> method.equals(component.getAccessor()));
        return isOfEnum || isAccessor || OF_EVERY_OBJECT.contains(method.getName());
    }

    private static String line(Class<?> type, Field field) {
        return modifiers(type, field) + "field " + text(field.getAnnotatedType()) + " " + field.getName()
                + value(field);
    }

    /** The value of a constant that javac copies into the classes of users. */
    private static String value(Field field) {
        boolean isCopied = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        try {
            return isCopied ? " = " + field.get(null) : "";
        } catch (IllegalAccessException e) {
            throw new AssertionError("A public field cannot be read: " + field, e);
        }
    }

    private static String line(Class<?> type, Method method) {
        String otherwise = method.getDefaultValue() == null ? "" : " default " + method.getDefaultValue();
        return modifiers(type, method) + "method " + parameters(method.getTypeParameters(), " ")
                + text(method.getAnnotatedReturnType()) + " " + method.getName() + arguments(method)
                + exceptions(method)
                + otherwise;
    }

    private static <M extends AnnotatedElement & Member> String modifiers(Class<?> type, M member) {
        int modifiers = member.getModifiers();
        String deprecated = member.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
        String access = Modifier.isProtected(modifiers) ? "protected " : "";
        String isStatic = Modifier.isStatic(modifiers) ? "static " : "";
        String isAbstract = Modifier.isAbstract(modifiers) ? "abstract " : "";
        // A method of a final class is final without saying so.
        boolean isFinal =
                Modifier.isFinal(modifiers) && (member instanceof Field || !Modifier.isFinal(type.getModifiers()));
        return deprecated + access + isStatic + isAbstract + (isFinal ? "final " : "");
    }

    private static String arguments(Executable executable) {
        AnnotatedType[] types = executable.getAnnotatedParameterTypes();
        List<String> arguments = new ArrayList<>();
        for (AnnotatedType type : types) {
            arguments.add(text(type));
        }
        if (executable.isVarArgs()) {
            arguments.add(arguments.removeLast().replaceFirst("\\[]$", "..."));
        }
        return "(" + String.join(", ", arguments) + ")";
    }

    private static String exceptions(Executable executable) {
        String checked = Stream.of(executable.getAnnotatedExceptionTypes())
                .filter(thrown -> !isUnchecked(thrown.getType()))
                .map(Signatures::text)
                .sorted()
                .collect(joining(", "));
        return checked.isEmpty() ? "" : " throws " + checked;
    }

    private static boolean isUnchecked(Type thrown) {
        return thrown instanceof Class<?> type
                && (RuntimeException.class.isAssignableFrom(type) || Error.class.isAssignableFrom(type));
    }

    // ---- types and their nullness

    private static String parameters(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Stream.of(variables)
                        .map(variable -> variable.getName() + bounds(" extends ", variable.getAnnotatedBounds()))
                        .collect(joining(", ", "<", ">"));
    }

    private static String parameters(TypeVariable<?>[] variables, String end) {
        return variables.length == 0 ? "" : parameters(variables) + end;
    }

    private static String bounds(String word, AnnotatedType[] bounds) {
        String all = Stream.of(bounds).map(Signatures::text).collect(joining(" & "));
        return all.isEmpty() || all.equals("Object") ? "" : word + all;
    }

    private static String text(AnnotatedType type) {
        String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        return switch (type) {
            case AnnotatedParameterizedType generic ->
                nullable
                        + name(((ParameterizedType) generic.getType()).getRawType())
                        + Stream.of(generic.getAnnotatedActualTypeArguments())
                                .map(Signatures::text)
                                .collect(joining(", ", "<", ">"));
            case AnnotatedArrayType array ->
                text(array.getAnnotatedGenericComponentType()) + (nullable.isEmpty() ? "" : " " + nullable) + "[]";
            case AnnotatedWildcardType wildcard ->
                "?" + bounds(" extends ", wildcard.getAnnotatedUpperBounds())
                        + bounds(" super ", wildcard.getAnnotatedLowerBounds());
            case AnnotatedTypeVariable variable -> nullable + name(variable.getType());
            default -> nullable + name(type.getType());
        };
    }

    private static String name(Type type) {
        if (type instanceof Class<?> known) {
            boolean isLang = known.getPackageName().equals("java.lang") && !known.isPrimitive();
            return isLang ? known.getCanonicalName().substring("java.lang.".length()) : known.getCanonicalName();
        }
        return type.getTypeName();
    }
}
