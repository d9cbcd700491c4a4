package org.sealmx.directory;

import com.google.errorprone.annotations.Immutable;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/** The domains that are ours: {@code domains} in {@code sealmx.properties}, and nothing else. */
@Immutable
public final class LocalDomains {

    private final String first;
    /** Not a view of another set: each look-up asks it, and the call through a view costs a quarter of a look-up. */
    private final Set<String> names;

    private LocalDomains(Set<String> names) {
        this.first = names.iterator().next();
        this.names = Set.copyOf(names);
    }

    /**
     * @param domains at least one domain name, in any letter case, U-labels or A-labels
     * @throws IllegalArgumentException when there is no domain, or one is not a domain name; the message names it
     */
    public static LocalDomains of(Collection<String> domains) {
        Set<String> names = new LinkedHashSet<>();
        for (String domain : domains) {
            try {
                names.add(EmailAddress.parseDomain(domain));
            } catch (AddressSyntaxException e) {
                throw new IllegalArgumentException("'" + domain + "' is not a domain name", e);
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("at least one domain is needed");
        }
        return new LocalDomains(names);
    }

    /** Whether mail for the address is ours to deliver. */
    public boolean contains(EmailAddress address) {
        return names.contains(address.domain());
    }

    /** Whether a domain is ours; in lower-case A-label form. */
    public boolean contains(String domain) {
        return names.contains(domain);
    }

    /** The one that the operator named first. */
    public String first() {
        return first;
    }

    /** The names in lower-case A-label form, sorted. */
    public Set<String> names() {
        return new TreeSet<>(names);
    }
}
