package org.sealmx.tools.check;

import com.google.errorprone.annotations.Immutable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.lmtp.LmtpServer;

/**
 * Where LMTP listens, and what it accepts, according to {@code lmtpserver.xml}.
 *
 * @param binds addresses with their ports, such as {@code 127.0.0.1:10024}; empty when there is no such file
 * @param largestMail the smallest {@code maxmessagesize} of the servers, in octets; empty without a limit or such a
 *     file
 */
@Immutable
record LmtpEntrance(List<String> binds, OptionalLong largestMail) {

    private static final int OCTETS_OF_A_KIB = 1024;

    /** Takes a copy. */
    LmtpEntrance {
        binds = List.copyOf(binds);
    }

    /** @throws StartUpException when the file cannot be read */
    static LmtpEntrance read(FileSystem files) {
        try (InputStream xml = files.getResource(FileSystem.FILE_PROTOCOL_AND_CONF + "lmtpserver.xml")) {
            List<HierarchicalConfiguration<ImmutableNode>> servers =
                    FileConfigurationProvider.getConfig(xml).configurationsAt("sealmx");
            return new LmtpEntrance(
                    servers.stream()
                            .flatMap(server -> Arrays.stream(server.getString("bind", LmtpServer.DEFAULT_BIND)
                                    .split(",")))
                            .map(String::strip)
                            .toList(),
                    servers.stream()
                            .mapToLong(LmtpEntrance::limit)
                            .filter(limit -> limit > 0)
                            .min());
        } catch (FileNotFoundException e) {
            return new LmtpEntrance(List.of(), OptionalLong.empty());
        } catch (ConfigurationException | IOException e) {
            throw new StartUpException("lmtpserver.xml cannot be read: " + e.getMessage(), e);
        }
    }

    private static long limit(HierarchicalConfiguration<ImmutableNode> server) {
        return server.getLong("maxmessagesize", 0) * OCTETS_OF_A_KIB;
    }
}
