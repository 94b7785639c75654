package dev.nightjar.gateway.decode;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of a class whose one method takes the components of a record out of an array and gives them to its constructor. It is
 * what javac would make of {@code new Ban((Long) array[0], (String) array[1])}. Confined to its user.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html">The Java Virtual Machine Specification, 4</a>
 */
final class ConstructorClass {
    /*
     * Why not a method handle alone. One that takes an array apart is put together of a handle for each type of a component, and
     * the JDK makes a class for each of these steps: some thirty for a message, and 750 until the first message was read. One
     * class for each record takes a third of that time. The JDK's own ClassFile API came with Java 24.
     *
     * The code has no branches, so the verifier needs no map of frames.
     */
    static final String METHOD = "make";
    static final MethodType METHOD_TYPE = MethodType.methodType(Object.class, Object[].class);

    private static final int MAGIC = 0xCAFE_BABE;
    private static final int JAVA_21 = 65;

    private static final int ACC_STATIC = 0x0008;
    private static final int ACC_FINAL = 0x0010;
    private static final int ACC_SUPER = 0x0020;

    private static final int CONSTANT_UTF8 = 1;
    private static final int CONSTANT_CLASS = 7;
    private static final int CONSTANT_METHOD_REF = 10;
    private static final int CONSTANT_NAME_AND_TYPE = 12;

    private static final int SIPUSH = 0x11;
    private static final int ALOAD_0 = 0x2a;
    private static final int AALOAD = 0x32;
    private static final int DUP = 0x59;
    private static final int ARETURN = 0xb0;
    private static final int INVOKEVIRTUAL = 0xb6;
    private static final int INVOKESPECIAL = 0xb7;
    private static final int NEW = 0xbb;
    private static final int CHECKCAST = 0xc0;

    /** A constant, so that equal ones are written once: its tag, its text if it is one, and the constants that it names. */
    private record Constant(int tag, String text, int first, int second) {}

    private final ByteArrayOutputStream pool = new ByteArrayOutputStream();
    private final DataOutputStream constants = new DataOutputStream(pool);
    private final Map<Constant, Integer> indexes = new HashMap<>();

    private ConstructorClass() {}

    /**
     * Makes the bytes.
     *
     * @param type the record
     * @param parameters the types of its components
     * @param from where in the array they begin
     */
    static byte[] bytes(Class<?> type, Class<?>[] parameters, int from) {
        try {
            return new ConstructorClass().write(internalName(type), parameters, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no I/O
        }
    }

    // 4.1, 4.6 and 4.7.3
    private byte[] write(String type, Class<?>[] parameters, int from) throws IOException {
        byte[] code = code(type, parameters, from);
        int thisClass = classNamed(type + "$Constructor");
        int superClass = classNamed("java/lang/Object");
        int name = text(METHOD);
        int descriptor = text(METHOD_TYPE.toMethodDescriptorString());
        int codeAttribute = text("Code");

        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(JAVA_21);
        out.writeShort(indexes.size() + 1);
        pool.writeTo(out);
        shorts(out, ACC_FINAL | ACC_SUPER, thisClass, superClass);
        shorts(out, 0, 0, 1); // no interfaces, no fields, one method
        shorts(out, ACC_STATIC, name, descriptor, 1, codeAttribute);
        out.writeInt(12 + code.length); // the code and the six numbers around it
        shorts(out, stack(parameters), 1); // one local variable, the array
        out.writeInt(code.length);
        out.write(code);
        shorts(out, 0, 0, 0); // no handlers of exceptions, no attributes of the code, none of the class
        return bytes.toByteArray();
    }

    // 6.5
    private byte[] code(String type, Class<?>[] parameters, int from) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(NEW);
        out.writeShort(classNamed(type));
        out.writeByte(DUP);
        for (int i = 0; i < parameters.length; i++) {
            out.writeByte(ALOAD_0);
            out.writeByte(SIPUSH);
            out.writeShort(from + i);
            out.writeByte(AALOAD);
            cast(out, parameters[i]);
        }
        out.writeByte(INVOKESPECIAL);
        out.writeShort(method(type, "<init>", MethodType.methodType(void.class, parameters)));
        out.writeByte(ARETURN);
        return bytes.toByteArray();
    }

    private void cast(DataOutputStream out, Class<?> type) throws IOException {
        String reference = internalName(MethodType.methodType(type).wrap().returnType());
        out.writeByte(CHECKCAST);
        out.writeShort(classNamed(reference));
        if (type.isPrimitive()) {
            out.writeByte(INVOKEVIRTUAL);
            out.writeShort(method(reference, type.getName() + "Value", MethodType.methodType(type)));
        }
    }

    /** The record twice, its components, and the array with a position while an element is taken out of it. */
    private static int stack(Class<?>[] parameters) {
        int words = 4;
        for (Class<?> parameter : parameters) {
            words += parameter == long.class || parameter == double.class ? 2 : 1;
        }
        return words;
    }

    private int method(String owner, String name, MethodType type) throws IOException {
        int nameAndType = pair(CONSTANT_NAME_AND_TYPE, text(name), text(type.toMethodDescriptorString()));
        return pair(CONSTANT_METHOD_REF, classNamed(owner), nameAndType);
    }

    private int classNamed(String name) throws IOException {
        var constant = new Constant(CONSTANT_CLASS, "", text(name), 0);
        if (!indexes.containsKey(constant)) {
            constants.writeByte(constant.tag);
            constants.writeShort(constant.first);
        }
        return index(constant);
    }

    private int pair(int tag, int first, int second) throws IOException {
        var constant = new Constant(tag, "", first, second);
        if (!indexes.containsKey(constant)) {
            constants.writeByte(tag);
            shorts(constants, first, second);
        }
        return index(constant);
    }

    private int text(String text) throws IOException {
        var constant = new Constant(CONSTANT_UTF8, text, 0, 0);
        if (!indexes.containsKey(constant)) {
            constants.writeByte(constant.tag);
            constants.writeUTF(text);
        }
        return index(constant);
    }

    /** The number of a constant, which is the next one where it has none yet. */
    private int index(Constant constant) {
        return indexes.computeIfAbsent(constant, unknown -> indexes.size() + 1);
    }

    private static void shorts(DataOutputStream out, int... values) throws IOException {
        for (int value : values) {
            out.writeShort(value);
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
