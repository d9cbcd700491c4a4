package org.sealmx.standalone;

import java.util.List;
import org.apache.james.core.Username;
import org.apache.james.utils.DataProbeImpl;

/**
 * Who can log in with IMAP; a real James has users of its own.
 *
 * @param addresses of the users
 * @param password  the same for all
 */
record Logins(List<String> addresses, String password) {

    Logins {
        addresses = List.copyOf(addresses);
    }

    /** Adds the users whose domain is ours. */
    void addTo(DataProbeImpl james) throws Exception {
        List<String> domains = List.copyOf(james.listDomains());
        for (String address : addresses) {
            boolean ours = Username.of(address)
                    .getDomainPart()
                    .map(domain -> domains.contains(domain.asString()))
                    .orElse(false);
            if (ours) {
                james.addUser(address, password);
            }
        }
    }
}
