package org.sealmx.it.containers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.it.harness.ContainedCouchDb;
import org.sealmx.it.harness.ServerPaths;

/** The stand-in for CouchDB in a container: the image has Node and Java, the programs are mounted. */
final class StandInImage {

    /** The classes that it needs, each of which is in another jar or folder. */
    private static final List<Class<?>> CLASSES = List.of(
            ContainedCouchDb.class,
            ScriptedServer.class,
            CouchDbClient.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class);

    private StandInImage() {}

    /** The image, after that of SealMX, whose Java it takes. */
    static String dockerfile() {
        return """
                ARG BASE
                FROM ${BASE}
                USER 0
                RUN apt-get update && apt-get install -y --no-install-recommends nodejs && rm -rf /var/lib/apt/lists/* \
                  && install -d -o 5984 -g 5984 /opt/couchdb/data
                HEALTHCHECK NONE
                """;
    }

    /** The variables that the override names: where the jars, the folders and the program are. */
    static List<String> environment() {
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            variables.add("STAND_IN_" + i + "=" + place(CLASSES.get(i)));
        }
        variables.add("STAND_IN_PROGRAM=" + ServerPaths.couchDbStandIn().toAbsolutePath());
        return variables;
    }

    /** The mounts of the override, and the class path in the container. */
    static List<String> mounts() {
        List<String> mounts = new ArrayList<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            mounts.add("${STAND_IN_" + i + "}:" + inside(i) + ":ro");
        }
        mounts.add("${STAND_IN_PROGRAM}:/stand-in/program:ro");
        return mounts;
    }

    static String classPath() {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            path.add(inside(i));
        }
        return String.join(":", path);
    }

    private static String inside(int i) {
        return "/stand-in/" + i;
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
