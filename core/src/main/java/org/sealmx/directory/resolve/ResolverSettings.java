package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.directory.LocalDomains;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.RecipientDelimiter;

/**
 * How addresses are resolved.
 *
 * @param recipientDelimiter separates the extension from the local part (RFC 5233), as Postfix'
 *     {@code recipient_delimiter} does
 * @param deliverDomain the domain in which {@code <user_id>@} is the account itself; need not be one of our domains
 * @param maxAliasDepth how many aliases may follow one another, 1 to 50
 * @param maxDestinations how many destinations one recipient may have on any level of its aliases, 1 to 1000
 */
@Immutable
public record ResolverSettings(
        RecipientDelimiter recipientDelimiter, String deliverDomain, int maxAliasDepth, int maxDestinations) {

    /** The domain to which leap_mx' alias table rewrites addresses. */
    public static final String DEFAULT_DELIVER_DOMAIN = "deliver.local";

    private static final int DEPTH_LIMIT = 50;
    private static final int DESTINATIONS_LIMIT = 1000;

    /** @throws IllegalArgumentException naming the parameter and what it accepts */
    public ResolverSettings {
        try {
            deliverDomain = EmailAddress.parseDomain(deliverDomain);
        } catch (AddressSyntaxException e) {
            throw new IllegalArgumentException("deliverDomain must be a domain name", e);
        }
        requireRange("maxAliasDepth", maxAliasDepth, DEPTH_LIMIT);
        requireRange("maxDestinations", maxDestinations, DESTINATIONS_LIMIT);
    }

    /** Delimiter {@code +}, {@value #DEFAULT_DELIVER_DOMAIN}, 10 aliases in a chain, 100 destinations. */
    public static ResolverSettings defaults() {
        return new ResolverSettings(new RecipientDelimiter("+"), DEFAULT_DELIVER_DOMAIN, 10, 100);
    }

    /** Whether the address names an account by its user id. */
    public boolean isDeliverAddress(EmailAddress address) {
        return address.domain().equals(deliverDomain);
    }

    /**
     * Whether mail for the address is ours to resolve: it is in a domain of ours, or names an account.
     *
     * @param domains our domains
     */
    public boolean isOurs(EmailAddress address, LocalDomains domains) {
        return domains.contains(address) || isDeliverAddress(address);
    }

    private static void requireRange(String name, int value, int limit) {
        if (value < 1 || value > limit) {
            throw new IllegalArgumentException(name + " must be 1 to " + limit + ", not " + value);
        }
    }
}
