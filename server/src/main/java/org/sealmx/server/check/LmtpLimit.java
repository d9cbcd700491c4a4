package org.sealmx.server.check;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.sealmx.server.config.StartUpException;

/** How large a message LMTP accepts, as {@code lmtpserver.xml} says. */
final class LmtpLimit {

    private static final int OCTETS_OF_A_KIB = 1024;

    private LmtpLimit() {}

    /**
     * The smallest {@code maxmessagesize} of the servers in octets; empty when there is no limit, or no such file.
     *
     * @throws StartUpException when the file cannot be read
     */
    static OptionalLong largestMessage(FileSystem files) {
        try (InputStream xml = files.getResource(FileSystem.FILE_PROTOCOL_AND_CONF + "lmtpserver.xml")) {
            return FileConfigurationProvider.getConfig(xml).configurationsAt("sealmx").stream()
                    .mapToLong(LmtpLimit::limit)
                    .filter(limit -> limit > 0)
                    .min();
        } catch (FileNotFoundException e) {
            return OptionalLong.empty();
        } catch (ConfigurationException | IOException e) {
            throw new StartUpException("lmtpserver.xml cannot be read: " + e.getMessage(), e);
        }
    }

    private static long limit(HierarchicalConfiguration<ImmutableNode> server) {
        return server.getLong("maxmessagesize", 0) * OCTETS_OF_A_KIB;
    }
}
