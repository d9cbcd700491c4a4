package org.sealmx.it.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** An extension jar with the classes of package {@code org.sealmx.it.faults}. */
public final class TestExtensionJar {

    private static final String FAULTS = "org/sealmx/it/faults";

    private TestExtensionJar() {}

    /** Writes the jar. */
    public static Path write(Path jar) throws IOException {
        List<Path> classes = WorkFolder.filesBelow(ServerPaths.testClasses().resolve(FAULTS))
                .filter(file -> !file.endsWith("package-info.class"))
                .sorted()
                .toList();
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Path file : classes) {
                entries.putNextEntry(new JarEntry(FAULTS + "/" + file.getFileName()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
