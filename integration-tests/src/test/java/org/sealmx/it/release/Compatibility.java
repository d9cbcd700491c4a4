package org.sealmx.it.release;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.sealmx.it.release.ClassFile.Reference;

/** Whether the classes of a jar can be linked with those of a James, which may be known in part. */
final class Compatibility {

    private static final String OBJECT = "java/lang/Object";

    private final Classes all;
    private final Set<String> problems = new TreeSet<>();
    private final Set<String> unknown = new TreeSet<>();

    /** @param all those of the jar itself included */
    Compatibility(Classes all) {
        this.all = all;
    }

    /** Examines classes. */
    Compatibility examine(Collection<ClassFile> ours) throws IOException {
        for (ClassFile file : ours) {
            for (String type : file.types()) {
                if (all.find(type).isEmpty()) {
                    unknown.add(type);
                }
            }
            for (Reference reference : file.references()) {
                examine(file, reference);
            }
            requireImplemented(file);
        }
        return this;
    }

    /** What cannot be linked: a line for each. */
    Set<String> problems() {
        return problems;
    }

    /** The classes that are named and not known. */
    Set<String> unknown() {
        return unknown;
    }

    private void examine(ClassFile file, Reference reference) throws IOException {
        List<ClassFile> lineage = all.lineage(reference.owner());
        if (lineage.isEmpty() || isFound(reference, lineage)) {
            return;
        }
        if (all.unknownParents(reference.owner()).isEmpty()) {
            problems.add(file.name() + " uses " + reference.owner() + " " + reference.member() + ", which is gone");
        }
    }

    private static boolean isFound(Reference reference, List<ClassFile> lineage) {
        // the virtual machine makes these for any class
        boolean polymorphic = reference.owner().equals("java/lang/invoke/MethodHandle")
                || reference.owner().equals("java/lang/invoke/VarHandle");
        return polymorphic || lineage.stream().anyMatch(known -> known.members().containsKey(reference.member()));
    }

    /** A class that can be instantiated must have what its parents demand, also what a later version of them does. */
    private void requireImplemented(ClassFile file) throws IOException {
        if (file.isAbstract() || !all.unknownParents(file.name()).isEmpty()) {
            return;
        }
        List<ClassFile> lineage = all.lineage(file.name());
        for (ClassFile parent : lineage) {
            for (Map.Entry<String, Integer> member : parent.members().entrySet()) {
                boolean demanded = (member.getValue() & Opcodes.ACC_ABSTRACT) != 0;
                if (demanded && !isImplemented(member.getKey(), lineage)) {
                    problems.add(file.name() + " lacks " + member.getKey() + ", which " + parent.name() + " demands");
                }
            }
        }
    }

    private boolean isImplemented(String member, List<ClassFile> lineage) throws IOException {
        for (ClassFile known : lineage) {
            Integer access = known.members().get(member);
            if (access != null && (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0) {
                return true;
            }
        }
        // an interface repeats what every object has, such as equals
        return all.find(OBJECT).orElseThrow().members().containsKey(member);
    }
}
