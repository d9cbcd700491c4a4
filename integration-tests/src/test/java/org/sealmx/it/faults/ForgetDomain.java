package org.sealmx.it.faults;

import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.utils.UserDefinedStartable;

/** Removes {@code example.net} from James' list of domains before SealMX reads the list. */
public final class ForgetDomain implements UserDefinedStartable {

    private final DomainList domains;

    /** James' list. */
    @Inject
    public ForgetDomain(DomainList domains) {
        this.domains = domains;
    }

    @Override
    public void start() {
        try {
            domains.removeDomain(Domain.of("example.net"));
        } catch (DomainListException e) {
            throw new IllegalStateException(e);
        }
    }
}
