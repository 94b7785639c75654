package dev.nightjar.gateway.decode;

import dev.nightjar.gateway.model.Flags;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The shape of a record of known and unknown bits: a number, or a string of digits. */
final class FlagsShape implements Shape {

    private final RecordConstructor constructor;
    private final Flags<?> none;
    // Written and read by any thread. Every value that a thread can see is right, because it holds its own bits.
    private Flags<?> last;

    FlagsShape(Class<?> type) {
        constructor = new RecordConstructor(type);
        none = make(0);
        last = none;
    }

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        Long bits = Scalars.longValue(in);
        return bits == null ? in.mismatch() : ofBits(bits);
    }

    /** Returns the last flags again if the bits are equal, as those of roles' permissions and members' flags often are. */
    private Flags<?> ofBits(long bits) {
        Flags<?> recent = last;
        if (bits == 0) {
            return none;
        }
        if (recent.bits() != bits) {
            recent = make(bits);
            last = recent;
        }
        return recent;
    }

    private Flags<?> make(long bits) {
        return (Flags<?>) constructor.make(new Object[] {bits});
    }

    @Override
    public Object absent() {
        return none;
    }
}
