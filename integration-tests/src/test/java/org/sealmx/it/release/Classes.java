package org.sealmx.it.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The classes of some jars, and those of the Java that runs. */
final class Classes {

    private final Map<String, ClassFile> byName = new HashMap<>();

    /** The jars in a folder. */
    static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Those of jars; of classes with one name the first counts, as on a class path. */
    static Classes of(Collection<Path> jars) throws IOException {
        Classes classes = new Classes();
        for (Path jar : jars) {
            try (JarFile content = new JarFile(jar.toFile())) {
                for (JarEntry entry : content.stream().toList()) {
                    if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                        classes.add(ClassFile.read(content.getInputStream(entry).readAllBytes()));
                    }
                }
            }
        }
        return classes;
    }

    void add(ClassFile file) {
        byName.putIfAbsent(file.name(), file);
    }

    Collection<ClassFile> all() {
        return byName.values();
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The class of this name; one of Java is read when it is asked for. */
    Optional<ClassFile> find(String name) throws IOException {
        ClassFile known = byName.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(ClassFile.read(in.readAllBytes()));
        }
    }

    /** The class itself and all that it inherits from, superclasses first, as far as they are known. */
    List<ClassFile> lineage(String name) throws IOException {
        List<ClassFile> lineage = new ArrayList<>();
        collect(name, lineage);
        return lineage;
    }

    /** Those that the class inherits from and that are not known. */
    List<String> unknownParents(String name) throws IOException {
        List<String> unknown = new ArrayList<>();
        for (ClassFile file : lineage(name)) {
            for (String parent : file.parents()) {
                if (find(parent).isEmpty()) {
                    unknown.add(parent);
                }
            }
        }
        return unknown;
    }

    private void collect(String name, List<ClassFile> lineage) throws IOException {
        Optional<ClassFile> file = find(name);
        if (file.isPresent() && !lineage.contains(file.get())) {
            lineage.add(file.get());
            for (String parent : file.get().parents()) {
                collect(parent, lineage);
            }
        }
    }
}
