package org.sealmx.server.guice;

import com.google.inject.Provider;
import java.time.Clock;
import javax.inject.Inject;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;

/** Opens the directory in a file. Only asked when the configuration names one. */
final class FileDirectoryProvider implements Provider<FileRecipientDirectory> {

    private final SealMxConfiguration configuration;
    private final FileSystem files;
    private final Clock clock;

    @Inject
    FileDirectoryProvider(SealMxConfiguration configuration, FileSystem files, Clock clock) {
        this.configuration = configuration;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public FileRecipientDirectory get() {
        DirectorySource.JsonFile file = (DirectorySource.JsonFile) configuration.directory();
        try {
            return FileRecipientDirectory.open(
                    Paths.of(files, file.url()),
                    configuration.domains(),
                    configuration.resolver(),
                    new AccountCertificateReader(),
                    clock);
        } catch (DirectoryConfigurationException e) {
            throw StartUpException.because(e);
        }
    }
}
