package org.sealmx.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.sealmx.certificate.LastUsable;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.smtp.EmailAddress;

/**
 * The accounts whose last usable certificate ends soon, with the addresses that show it: the first {@value #MOST} to
 * end, few enough to be looked at again between two readings of the directory, so that a renewal counts soon. Not
 * thread-safe.
 */
final class NearEnds {

    /** The most accounts. */
    static final int MOST = 1_000;

    /** The most addresses of one account. */
    private static final int ADDRESSES = 8;

    private final Map<AccountId, Near> accounts = new HashMap<>();

    /**
     * An account.
     *
     * @param end the first of its ends, in seconds since 1970; empty when none was left
     * @param addresses lead to it
     */
    private record Near(OptionalLong end, List<EmailAddress> addresses) {

        Near {
            addresses = List.copyOf(addresses);
        }

        Near with(EmailAddress address, long another) {
            List<EmailAddress> all = new ArrayList<>(addresses);
            if (all.size() < ADDRESSES && !all.contains(address)) {
                all.add(address);
            }
            return new Near(OptionalLong.of(Math.min(end.orElse(another), another)), all);
        }
    }

    /**
     * Adds an end of an account.
     *
     * @param address leads to it
     * @param end in seconds since 1970
     */
    void add(AccountId account, EmailAddress address, long end) {
        Near known = accounts.getOrDefault(account, new Near(OptionalLong.empty(), List.of()));
        accounts.put(account, known.with(address, end));
        if (accounts.size() > MOST) {
            accounts.remove(last());
        }
    }

    private AccountId last() {
        return accounts.entrySet().stream()
                .max(Comparator.comparingLong(entry -> entry.getValue().end().orElse(Long.MAX_VALUE)))
                .orElseThrow(NoSuchElementException::new)
                .getKey();
    }

    /**
     * Looks at these accounts again, and corrects the forecast.
     *
     * @throws DirectoryUnavailableException when the directory does not answer; those that come later are not corrected
     */
    void lookAgain(RecipientDirectory directory, Instant now, ExpiryForecast forecast)
            throws DirectoryUnavailableException {
        for (Map.Entry<AccountId, Near> entry : accounts.entrySet()) {
            Near near = entry.getValue();
            OptionalLong end = firstEnd(entry.getKey(), near.addresses(), directory, now);
            if (!end.equals(near.end())) {
                forecast.replace(near.end(), end);
                entry.setValue(new Near(end, near.addresses()));
            }
        }
    }

    private static OptionalLong firstEnd(
            AccountId account, List<EmailAddress> addresses, RecipientDirectory directory, Instant now)
            throws DirectoryUnavailableException {
        OptionalLong first = OptionalLong.empty();
        for (EmailAddress address : addresses) {
            if (directory.resolve(address) instanceof Resolution.Routes routes) {
                for (Route route : routes.routes()) {
                    OptionalLong end = route.account().equals(account)
                            ? LastUsable.of(route.certificates(), now).stream()
                                    .mapToLong(last -> last.end().getEpochSecond())
                                    .findFirst()
                            : OptionalLong.empty();
                    if (end.isPresent() && end.getAsLong() < first.orElse(Long.MAX_VALUE)) {
                        first = end;
                    }
                }
            }
        }
        return first;
    }
}
