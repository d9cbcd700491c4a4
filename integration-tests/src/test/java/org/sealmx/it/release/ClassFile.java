package org.sealmx.it.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a class file declares and refers to. Names are internal names (JVM specification, section 4.2.1).
 *
 * @param name of the class
 * @param access its flags
 * @param superclass empty for {@code java/lang/Object} and modules
 * @param interfaces those that it names itself
 * @param members its fields and methods, by name and descriptor, with their flags
 * @param types all types that it names, also in descriptors and annotations
 * @param references the members of other classes, and of its own, that its code uses
 */
record ClassFile(
        String name,
        int access,
        String superclass,
        List<String> interfaces,
        Map<String, Integer> members,
        Set<String> types,
        Set<Reference> references) {

    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int CLASS = 7;
    private static final int UTF8 = 1;
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

    /**
     * A use of a member.
     *
     * @param owner the class that the code names, which may inherit the member
     * @param member its name and its descriptor
     */
    record Reference(String owner, String member) {}

    static ClassFile read(byte[] octets) {
        ClassReader reader = new ClassReader(octets);
        Map<String, Integer> members = new HashMap<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable FieldVisitor visitField(
                            int access, String name, String type, @Nullable String generic, @Nullable Object value) {
                        members.put(name + ":" + type, access);
                        return null;
                    }

                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String type,
                            @Nullable String generic,
                            String @Nullable [] thrown) {
                        members.put(name + type, access);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Set<String> types = new HashSet<>();
        Set<Reference> references = new HashSet<>();
        readConstants(reader, types, references);
        String superclass = reader.getSuperName();
        return new ClassFile(
                reader.getClassName(),
                reader.getAccess(),
                superclass == null ? "" : superclass,
                List.of(reader.getInterfaces()),
                members,
                types,
                references);
    }

    /** All that code, descriptors and annotations name is in the constant pool (section 4.4). */
    private static void readConstants(ClassReader reader, Set<String> types, Set<Reference> references) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset == 0) {
                // the second half of a long or a double
                continue;
            }
            switch (reader.readByte(offset - 1)) {
                case CLASS -> type(reader.readUTF8(offset, buffer)).forEach(types::add);
                case UTF8 -> {
                    Matcher descriptor = IN_DESCRIPTOR.matcher(utf8(reader, offset));
                    while (descriptor.find()) {
                        types.add(descriptor.group(1));
                    }
                }
                case FIELD, METHOD, INTERFACE_METHOD -> {
                    int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
                    String name = reader.readUTF8(nameAndType, buffer);
                    String type = reader.readUTF8(nameAndType + 2, buffer);
                    type(reader.readClass(offset, buffer))
                            .forEach(owner -> references.add(
                                    new Reference(owner, type.startsWith("(") ? name + type : name + ":" + type)));
                }
                default -> {
                    // numbers, strings, and what consists of the above
                }
            }
        }
    }

    /**
     * The class, or that of the elements of an array; empty for arrays of numbers, whose members are those of objects.
     */
    private static Stream<String> type(String name) {
        if (!name.startsWith("[")) {
            return Stream.of(name);
        }
        Matcher element = IN_DESCRIPTOR.matcher(name);
        return element.find() ? Stream.of(element.group(1)) : Stream.empty();
    }

    private static String utf8(ClassReader reader, int offset) {
        int length = reader.readUnsignedShort(offset);
        StringBuilder text = new StringBuilder(length);
        for (int at = 0; at < length; at++) {
            // what is not ASCII is in no name that is looked for
            text.append((char) (reader.readByte(offset + 2 + at) & 0xff));
        }
        return text.toString();
    }

    boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    /** The superclass and the interfaces. */
    List<String> parents() {
        List<String> parents = new ArrayList<>(interfaces);
        if (!superclass.isEmpty()) {
            parents.add(0, superclass);
        }
        return parents;
    }
}
