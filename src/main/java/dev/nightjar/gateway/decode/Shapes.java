package dev.nightjar.gateway.decode;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shape of each Java type that a decoder reads, the library's and its users'. Safe for any thread. */
final class Shapes {

    /** Kept with the class, so that a user's class can be unloaded. */
    private final ClassValue<Shape> ofClass = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return make(type);
        }
    };

    private final Class<?> payloadType;
    private final Object noPayload;
    private final Function<Class<?>, @Nullable Variants> otherVariants;

    Shapes(Class<?> payloadType, Object noPayload, Function<Class<?>, @Nullable Variants> otherVariants) {
        this.payloadType = payloadType;
        this.noPayload = noPayload;
        this.otherVariants = otherVariants;
    }

    /** The type of the components that get the object that stands for the payload. */
    Class<?> payloadType() {
        return payloadType;
    }

    /** What such a component gets where there is no payload. */
    Object noPayload() {
        return noPayload;
    }

    /**
     * Finds the shape of a type.
     *
     * @throws IllegalArgumentException if the decoder does not read such a type
     */
    Shape of(Type type) {
        return switch (type) {
            case Class<?> plain -> ofClass.get(plain);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
            case ParameterizedType generic -> of(generic);
            default -> throw notRead(type);
        };
    }

    private Shape of(ParameterizedType generic) {
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

    private Shape make(Class<?> type) {
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
        Variants known = ModelVariants.of(type);
        Variants variants = known == null ? otherVariants.apply(type) : known;
        if (variants != null) {
            return new VariantShape(variants, this);
        }
        throw notRead(type);
    }

    private Shape record(Class<?> type) {
        if (Flags.class.isAssignableFrom(type)) {
            return new FlagsShape(type);
        }
        return Unforeseen.class.isAssignableFrom(type) ? new UnforeseenShape(type) : new RecordShape(type, this);
    }

    static IllegalArgumentException notRead(Type type) {
        return new IllegalArgumentException("cannot read " + type.getTypeName()
                + ": it is no record, enum, int, long, double, boolean, String, Instant, URI, Object, and no List, Set, Map,"
                + " Optional or Field of such");
    }
}
