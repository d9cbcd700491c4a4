package org.sealmx.it.stock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.sealmx.it.harness.ServerPaths;

/**
 * James' memory server as its users unpack it: {@code james-server-memory-app.jar}, its libraries beside it in
 * {@code james-server-memory-app.lib}, and its configuration in {@code conf}.
 *
 * @param folder where it is
 * @param sealmx our jar for it
 * @param oldestJava the oldest Java that it runs on, and we do
 */
record StockServer(Path folder, Path sealmx, int oldestJava) {

    private static final String JAR = "james-server-memory-app.jar";
    private static final int JAVA_OF_SEALMX = 17;
    private static final int JAVA_OF_JAMES_39 = 21;

    /** That of Maven Central. */
    static StockServer james38() {
        return new StockServer(ServerPaths.named("sealmx.james-3.8"), ServerPaths.extension(), JAVA_OF_SEALMX);
    }

    /** Another 3.8, in the folder that the environment names. */
    static Optional<StockServer> otherJames38() {
        return Optional.ofNullable(System.getenv("SEALMX_JAMES_38"))
                .map(folder -> new StockServer(Path.of(folder), ServerPaths.extension(), JAVA_OF_SEALMX));
    }

    /** That in the folder which the environment names, since Maven Central has none. */
    static Optional<StockServer> james39() {
        return ServerPaths.james39()
                .map(folder ->
                        new StockServer(folder, ServerPaths.named("sealmx.extension-james-3.9"), JAVA_OF_JAMES_39));
    }

    /** Its own jar. */
    Path jar() {
        return folder.resolve(JAR);
    }

    /** The version that its jar names, such as 3.8.1. */
    String release() {
        return manifest(Attributes.Name.IMPLEMENTATION_VERSION);
    }

    /** The libraries that its jar names, relative to its folder. */
    List<Path> libraries() {
        return Stream.of(manifest(Attributes.Name.CLASS_PATH).split(" ", -1))
                .map(folder::resolve)
                .toList();
    }

    private String manifest(Attributes.Name name) {
        try (JarFile file = new JarFile(jar().toFile())) {
            return file.getManifest().getMainAttributes().getValue(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in its folder of libraries. */
    List<Path> librariesFound() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("james-server-memory-app.lib"))) {
            return found.toList();
        }
    }
}
