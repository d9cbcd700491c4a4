package org.sealmx.standalone.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.FileNotFoundException;
import java.util.Arrays;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.utils.PropertiesProvider;

/** Adds the domains of {@code sealmx.properties} to James' domain list; in other installations the admin does that. */
final class LocalDomainsModule extends AbstractModule {

    @Provides
    @Singleton
    DomainListConfiguration domains(ConfigurationProvider files, PropertiesProvider properties)
            throws ConfigurationException, FileNotFoundException {
        DomainListConfiguration configured = DomainListConfiguration.from(files.getConfiguration("domainlist"));
        return DomainListConfiguration.builder()
                .autoDetect(configured.isAutoDetect())
                .autoDetectIp(configured.isAutoDetectIp())
                .defaultDomain(configured.getDefaultDomain())
                .addConfiguredDomains(configured.getConfiguredDomains())
                .addConfiguredDomains(
                        Arrays.stream(properties.getConfiguration("sealmx").getStringArray("domains"))
                                .map(Domain::of)
                                .toList())
                .cacheEnabled(configured.isCacheEnabled())
                .cacheExpiracy(configured.getCacheExpiracy())
                .build();
    }
}
