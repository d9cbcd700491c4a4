package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/**
 * The account of an address, as {@code <user_id>@deliver.local}, for {@code virtual_alias_maps} as leap_mx had it.
 * SealMX resolves aliases itself, so an address is rewritten only if its mail takes the same way under the account's
 * address: to the same mailbox, sealed with the same certificates, for the same senders. All others are not found:
 * Postfix leaves them as they are. Rewriting needs no certificate; whether mail is accepted is for
 * {@link RecipientTable} to say.
 */
@ThreadSafe
public final class AliasTable implements LookupTable {

    private final RecipientDirectory directory;
    private final OurDomains ours;
    private final Clock clock;

    /**
     * @param directory resolves addresses
     * @param ours our domains, and that of the accounts
     * @param clock gives the instant at which certificates are compared
     */
    public AliasTable(RecipientDirectory directory, OurDomains ours, Clock clock) {
        this.directory = directory;
        this.ours = ours;
        this.clock = clock;
    }

    @Override
    public LookupAnswer find(String key) {
        return KeyAddress.parse(key)
                .filter(address ->
                        ours.domains().contains(address) && !address.domain().equals(ours.accounts()))
                .map(this::answer)
                .orElseGet(LookupAnswer.NotFound::new);
    }

    private LookupAnswer answer(EmailAddress address) {
        try {
            Resolution resolution = directory.resolve(address);
            if (resolution instanceof Resolution.Routes routes) {
                Optional<EmailAddress> account = accountOf(routes);
                return account.isPresent() && isSameWay(routes, directory.resolve(account.get()))
                        ? new LookupAnswer.Found(account.get().toString())
                        : new LookupAnswer.NotFound();
            }
            return resolution instanceof Resolution.Blocked blocked ? answer(blocked) : new LookupAnswer.NotFound();
        } catch (DirectoryUnavailableException e) {
            // the directory itself logs each outage
            return new LookupAnswer.Unavailable(Replies.DIRECTORY_UNAVAILABLE.text());
        }
    }

    /** A broken document may be repaired; whatever else leads nowhere is no alias. */
    private static LookupAnswer answer(Resolution.Blocked blocked) {
        Reply reply = RecipientPolicy.refusalOf(blocked.reason()).reply();
        return reply.isTransient() ? new LookupAnswer.Deferred(reply.text()) : new LookupAnswer.NotFound();
    }

    private Optional<EmailAddress> accountOf(Resolution.Routes routes) {
        AccountId account = routes.routes().get(0).account();
        return KeyAddress.parse(account.value() + "@" + ours.accounts())
                .filter(address -> address.localPart().equals(account.value()));
    }

    private boolean isSameWay(Resolution.Routes asked, Resolution ofAccount) {
        return ofAccount instanceof Resolution.Routes routes
                && isOneHere(asked)
                && isOneHere(routes)
                && asked.senderRule().equals(routes.senderRule())
                && isSame(asked.routes().get(0), routes.routes().get(0));
    }

    private static boolean isOneHere(Resolution.Routes routes) {
        return routes.blocked().isEmpty()
                && routes.routes().size() == 1
                && !routes.routes().get(0).remote();
    }

    private boolean isSame(Route one, Route other) {
        return one.account().equals(other.account())
                && one.mailbox().equals(other.mailbox())
                && certificates(one).equals(certificates(other));
    }

    private List<String> certificates(Route route) {
        CertificateEvaluation evaluation = route.certificates().evaluate(clock.instant());
        return evaluation instanceof CertificateEvaluation.Usable usable
                ? usable.certificateFingerprints()
                : List.of(evaluation.describe());
    }
}
