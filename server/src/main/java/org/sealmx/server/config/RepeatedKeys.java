package org.sealmx.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Finds keys that a properties file gives more than once; James' reader would merge their values into one list. */
public final class RepeatedKeys {

    private RepeatedKeys() {}

    /**
     * Refuses a file that gives a key more than once.
     *
     * @throws StartUpException when it does, naming file and key, or when the file cannot be read
     */
    public static void reject(Path file) {
        List<String> repeated = new ArrayList<>();
        Properties keys = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    repeated.add("'" + key + "'");
                }
                return super.put(key, value);
            }
        };
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            keys.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartUpException(file.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
        if (!repeated.isEmpty()) {
            throw new StartUpException(file.getFileName() + ": " + String.join(", ", repeated)
                    + " is given more than once; write it on one line (with commas between the values of a list)");
        }
    }
}
