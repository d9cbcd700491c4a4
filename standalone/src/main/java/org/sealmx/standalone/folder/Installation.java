package org.sealmx.standalone.folder;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sealmx.cli.OperatorException;

/**
 * The built program: {@code lib}, {@code conf}, {@code extensions-jars} and {@code tools} in one folder.
 *
 * @param home the folder, named by the system property {@code sealmx.home}
 */
@Immutable
public record Installation(Path home) {

    /** What the operator calls to run the program, such as {@code ./run.sh}, for help and for advice. */
    public static String program() {
        return System.getProperty("sealmx.shown.program", "./run.sh");
    }

    /** @throws OperatorException when the program was not started with run.sh or a similar script */
    public static Installation find() throws OperatorException {
        String home = System.getProperty("sealmx.home");
        if (home == null || !Files.isDirectory(Path.of(home, "extensions-jars"))) {
            throw new OperatorException(
                    "-Dsealmx.home does not name the built folder; start with ./run.sh, or with bin/sealmx of a release");
        }
        return new Installation(Path.of(home).toAbsolutePath().normalize());
    }

    /** The configuration that is used unless another is named. */
    public Path conf() {
        String named = System.getProperty("sealmx.conf");
        return named == null
                ? home.resolve("conf")
                : Path.of(named).toAbsolutePath().normalize();
    }

    /**
     * The jars that James loads as extensions.
     *
     * @throws OperatorException when there is none
     */
    public List<Path> extensionJars() throws OperatorException {
        return jars("extensions-jars");
    }

    /**
     * The jar of the tools, which no James loads.
     *
     * @throws OperatorException when there is none
     */
    public List<Path> toolJars() throws OperatorException {
        return jars("tools");
    }

    private List<Path> jars(String name) throws OperatorException {
        Path folder = home.resolve(name);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (!jars.isEmpty()) {
                return jars;
            }
        } catch (IOException e) {
            throw new OperatorException("cannot read " + folder + "; build it again, or unpack the release again", e);
        }
        throw new OperatorException("there is no jar in " + folder + "; build it again, or unpack the release again");
    }
}
