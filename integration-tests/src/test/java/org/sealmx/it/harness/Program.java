package org.sealmx.it.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program that {@code run.sh} starts. */
public final class Program {

    private Program() {}

    /** The words that run a command of it. */
    public static List<String> words(List<String> command) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsealmx.home=" + ServerPaths.dist(),
                "-cp",
                ServerPaths.dist() + "/lib/*",
                "org.sealmx.standalone.Main"));
        words.addAll(command);
        return words;
    }
}
