package org.sealmx.server.startup;

import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.server.config.StartUpException;

/** Checks that James knows each domain of {@code sealmx.properties}, as mailboxes, users and IMAP logins require. */
public final class DomainListCheck implements StartUpCheck {

    private final DomainList domainList;
    private final LocalDomains domains;

    /** Called by James' injector. */
    @Inject
    public DomainListCheck(DomainList domainList, LocalDomains domains) {
        this.domainList = domainList;
        this.domains = domains;
    }

    @Override
    public void check() {
        try {
            for (String domain : domains.names()) {
                if (!domainList.containsDomain(Domain.of(domain))) {
                    throw new StartUpException(
                            "sealmx.properties: the domain " + domain
                                    + " is not in James' domain list; add <domainname>" + domain
                                    + "</domainname> to <domainnames> in domainlist.xml (webadmin is not available while James is down)");
                }
            }
        } catch (DomainListException e) {
            throw new StartUpException("James' domain list cannot be read: " + e.getMessage(), e);
        }
    }
}
