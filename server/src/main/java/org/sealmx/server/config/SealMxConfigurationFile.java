package org.sealmx.server.config;

import java.io.FileNotFoundException;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.utils.PropertiesProvider;

/** {@code sealmx.properties} in James' configuration folder. */
public final class SealMxConfigurationFile {

    private static final String FILE = SealMxConfigurationReader.NAME + ".properties";

    private SealMxConfigurationFile() {}

    /**
     * Reads the file.
     *
     * @throws StartUpException when it is missing or cannot be read, or when a key is unknown, missing, repeated or
     *     malformed
     */
    public static SealMxConfiguration read(PropertiesProvider properties, FileSystem files) {
        try {
            RepeatedKeys.reject(
                    files.getFile(FileSystem.FILE_PROTOCOL_AND_CONF + FILE).toPath());
            return SealMxConfigurationReader.read(properties.getConfiguration(SealMxConfigurationReader.NAME));
        } catch (FileNotFoundException e) {
            throw new StartUpException(FILE + " is missing from James' configuration folder", e);
        } catch (ConfigurationException e) {
            throw new StartUpException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }
}
