package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.Flags;
import dev.nightjar.gateway.model.Unforeseen;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shape of each Java type that the decoder reads, the library's and its users'. */
final class Shapes {

    /** Kept with the class, so that a user's class can be unloaded. */
    private static final ClassValue<Shape> OF_CLASS = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return make(type);
        }
    };

    private Shapes() {}

    /**
     * Finds the shape of a type.
     *
     * @throws IllegalArgumentException if the decoder does not read such a type
     */
    static Shape of(Type type) {
        return switch (type) {
            case Class<?> plain -> OF_CLASS.get(plain);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
            case ParameterizedType generic -> of(generic);
            default -> throw notRead(type);
        };
    }

    private static Shape of(ParameterizedType generic) {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == List.class) {
            return new ListShape(of(arguments[0]));
        }
        if (generic.getRawType() == Set.class) {
            return new SetShape(new ListShape(of(arguments[0])));
        }
        if (generic.getRawType() == Optional.class) {
            return new OptionalShape(of(arguments[0]));
        }
        if (generic.getRawType() == Field.class) {
            return new FieldShape(of(arguments[0]));
        }
        if (generic.getRawType() == Map.class && arguments[0] instanceof Class<?> key) {
            return new MapShape(MapShape.keys(key), of(arguments[1]));
        }
        throw notRead(generic);
    }

    private static Shape make(Class<?> type) {
        Shape scalar = Scalars.of(type);
        if (scalar != null) {
            return scalar;
        }
        if (type == List.class) {
            return new ListShape(of(Object.class));
        }
        if (type == Map.class) {
            return AnyObject.INSTANCE;
        }
        if (type.isEnum()) {
            return new EnumShape(type);
        }
        if (type.isRecord()) {
            return record(type);
        }
        Shape variants = Variants.of(type);
        if (variants != null) {
            return variants;
        }
        throw notRead(type);
    }

    private static Shape record(Class<?> type) {
        if (Flags.class.isAssignableFrom(type)) {
            return new FlagsShape(type);
        }
        return Unforeseen.class.isAssignableFrom(type) ? new UnforeseenShape(type) : new RecordShape(type);
    }

    static IllegalArgumentException notRead(Type type) {
        return new IllegalArgumentException("cannot read " + type.getTypeName()
                + ": it is no record, enum, int, long, double, boolean, String, Instant, URI, Object, and no List, Set, Map,"
                + " Optional or Field of such");
    }
}
