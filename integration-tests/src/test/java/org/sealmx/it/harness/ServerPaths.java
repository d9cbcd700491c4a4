package org.sealmx.it.harness;

import java.nio.file.Path;
import java.util.Objects;

/** Where the build put the product. */
public final class ServerPaths {

    private ServerPaths() {}

    /** The folder of jars that is the server's class path. */
    public static Path lib() {
        return path("sealmx.lib");
    }

    /** The configuration as shipped. */
    public static Path conf() {
        return path("sealmx.conf");
    }

    /** The extension jar as shipped. */
    public static Path extension() {
        return path("sealmx.extension");
    }

    /** The root of the source tree. */
    public static Path root() {
        return path("sealmx.root");
    }

    /** The compiled classes of this module. */
    public static Path testClasses() {
        return path("sealmx.classes");
    }

    private static Path path(String property) {
        String value = Objects.requireNonNull(
                System.getProperty(property), () -> "system property " + property + " is set by the build");
        return Path.of(value).normalize();
    }
}
