package org.sealmx.it.harness;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The files and folders of the built product. */
public final class ServerPaths {

    private ServerPaths() {}

    /** The built program: {@code lib} (the server's class path), {@code conf} and {@code extensions-jars}. */
    public static Path dist() {
        return path("sealmx.dist");
    }

    /** The configuration as shipped. */
    public static Path conf() {
        return path("sealmx.conf");
    }

    /** The jar of the tools as shipped. */
    public static Path tools() {
        return path("sealmx.tools");
    }

    /** The extension jar as shipped. */
    public static Path extension() {
        return path("sealmx.extension");
    }

    /** The root of the source tree. */
    public static Path root() {
        return path("sealmx.root");
    }

    /** The folder of the stand-in for CouchDB. */
    public static Path couchDbStandIn() {
        return path("sealmx.couchdb");
    }

    /** The folder of OpenPGP.js. */
    public static Path openPgpJs() {
        return path("sealmx.openpgpjs");
    }

    /** The compiled classes of this module. */
    public static Path testClasses() {
        return path("sealmx.classes");
    }

    /** A whole server of James 3.9, if the environment names the folder of one: Maven Central has none. */
    public static Optional<Path> james39() {
        return Optional.ofNullable(System.getenv("SEALMX_JAMES_39")).map(Path::of);
    }

    /** A file or folder that the build names in a system property. */
    public static Path named(String property) {
        return path(property);
    }

    private static Path path(String property) {
        String value = Objects.requireNonNull(
                System.getProperty(property), () -> "system property " + property + " is set by the build");
        return Path.of(value).normalize();
    }
}
