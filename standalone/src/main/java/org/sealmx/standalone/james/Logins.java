package org.sealmx.standalone.james;

import com.google.errorprone.annotations.Immutable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.james.core.Username;
import org.apache.james.user.api.InvalidUsernameException;
import org.apache.james.utils.DataProbeImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users that can log in with IMAP; a real James has users of its own.
 *
 * @param addresses the addresses of the users
 * @param password the same for all
 * @param replacing whether users whom James has kept get the password, too; otherwise they keep their own
 */
@Immutable
public record Logins(List<String> addresses, String password, boolean replacing) {

    private static final Logger LOGGER = LoggerFactory.getLogger(Logins.class);

    /** Takes a copy. */
    public Logins {
        addresses = List.copyOf(addresses);
    }

    /**
     * Adds the users whose domain is ours, each once. A user whose address James does not accept as a user name cannot
     * log in; the others can.
     */
    void addTo(DataProbeImpl james, UsersProbe users) throws Exception {
        List<String> domains = List.copyOf(james.listDomains());
        // two identities with one address are a fault of the directory; James gets the first
        Set<Username> added = new HashSet<>();
        for (String address : addresses) {
            String name = withoutQuotes(address);
            try {
                Username user = Username.of(name);
                boolean ours = user.getDomainPart()
                        .map(domain -> domains.contains(domain.asString()))
                        .orElse(false);
                if (ours && added.add(user)) {
                    users.put(user, password, replacing);
                }
            } catch (IllegalArgumentException | InvalidUsernameException e) {
                LOGGER.warn("An account cannot log in: James has no users with names such as its address");
                LOGGER.debug("James refused the name", e);
            }
        }
    }

    /** The user name of an address: a local part that is quoted in SMTP (RFC 5321 section 4.1.2) loses its quotes. */
    static String withoutQuotes(String address) {
        int end = address.lastIndexOf("\"@");
        return address.startsWith("\"") && end > 0
                ? address.substring(1, end).replaceAll("\\\\(.)", "$1") + address.substring(end + 1)
                : address;
    }
}
