package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Java machines that this computer has: the one that runs the tests, the one that {@code SEALMX_JAVA_21} names, and
 * those below {@code /usr/lib/jvm}.
 */
public final class JavaHomes {

    private static final Path SYSTEM = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"([0-9]+)[^\"]*\"");

    /**
     * One of them.
     *
     * @param version its feature release, such as 17
     * @param folder where it is
     */
    public record JavaHome(int version, Path folder) {

        /** The folder of the program {@code java}. */
        public Path bin() {
            return folder.resolve("bin");
        }
    }

    private JavaHomes() {}

    /** One for each feature release that is not older than this, the oldest first. */
    public static Collection<JavaHome> since(int oldest) throws IOException {
        Map<Integer, JavaHome> found = new TreeMap<>();
        for (Path folder : candidates()) {
            version(folder)
                    .filter(version -> version >= oldest)
                    .ifPresent(version -> found.putIfAbsent(version, new JavaHome(version, folder)));
        }
        return found.values();
    }

    private static List<Path> candidates() throws IOException {
        List<Path> folders = new ArrayList<>();
        folders.add(Path.of(System.getProperty("java.home")));
        Optional.ofNullable(System.getenv("SEALMX_JAVA_21")).map(Path::of).ifPresent(folders::add);
        if (Files.isDirectory(SYSTEM)) {
            try (Stream<Path> installed = Files.list(SYSTEM)) {
                installed.sorted().forEach(folders::add);
            }
        }
        return folders;
    }

    private static Optional<Integer> version(Path folder) throws IOException {
        Path release = folder.resolve("release");
        if (!Files.isExecutable(folder.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Matcher version = VERSION.matcher(Files.readString(release));
        return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
    }
}
