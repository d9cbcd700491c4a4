package org.sealmx.tools.policy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import java.security.SecureRandom;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.filesystem.api.JamesDirectoriesProvider;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.policy.SealableCertificates;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.startup.ChainFormats;
import org.sealmx.server.startup.MailetClasses;
import org.sealmx.server.startup.MailetContainer;

/**
 * What the chain of {@code mailetcontainer.xml} can seal to, asked of its mailets as the server does, without a server:
 * they are made and never initialised.
 */
final class ConfiguredChain extends AbstractModule {

    private static final int KEY_OCTETS = 32;

    private final FileSystem files;
    private final JamesDirectoriesProvider folders;

    private ConfiguredChain(FileSystem files, JamesDirectoriesProvider folders) {
        this.files = files;
        this.folders = folders;
    }

    /** @throws StartUpException when {@code mailetcontainer.xml} cannot be read */
    static SealableCertificates certificates(FileSystem files, JamesDirectoriesProvider folders) {
        try {
            return new ChainFormats(
                    Guice.createInjector(new ConfiguredChain(files, folders)).getInstance(MailetContainer.class));
        } catch (ConfigurationException e) {
            throw StartUpException.because(e);
        }
    }

    @Provides
    MailetClasses classes(Injector injector) {
        return MailetClasses.madeBy(injector);
    }

    @Provides
    ConfigurationProvider configurations() {
        return new FileConfigurationProvider(
                files, new Configuration.Basic(new ConfigurationPath(FileSystem.FILE_PROTOCOL_AND_CONF), folders));
    }

    @Provides
    MessageSealer sealer() {
        return new MessageSealer(new SecureRandom());
    }

    /** With a key that no delivery ever has. */
    @Provides
    DeliveryIdFactory deliveryIds() {
        return new DeliveryIdFactory(new byte[KEY_OCTETS]);
    }
}
