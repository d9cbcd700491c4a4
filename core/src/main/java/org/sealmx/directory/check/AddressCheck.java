package org.sealmx.directory.check;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.resolve.AliasResolver;
import org.sealmx.directory.resolve.ResolutionStep.DeadEnd;
import org.sealmx.policy.Decision;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * Resolves each address of the directory as RCPT does, and finds those whose mail is refused, or does not get to each
 * destination. Not among them are addresses that somebody has disabled or reserved, accounts that are over quota, and
 * forwards as long as forwarding is off: that is what was asked for. Used once, by one thread; asks nobody.
 */
final class AddressCheck {

    private static final int MOST_NAMED = 3;
    private static final Set<BlockReason> WANTED = Set.of(BlockReason.DISABLED, BlockReason.ORPHANED);
    /** Causes that a finding about the document itself has explained. */
    private static final Set<RefusalCause> OF_DOCUMENTS =
            Set.of(RefusalCause.NO_USABLE_CERTIFICATE, RefusalCause.NO_STORE_NAME, RefusalCause.BROKEN_IDENTITY);

    private final KnownDocuments known;
    private final LocalDomains domains;
    private final JudgedCertificates certificates;
    private final MailRules rules;
    private final Clock clock;

    /** Gets the findings. */
    @FunctionalInterface
    interface Report {
        /** Something is wrong with mail for the address of a document. */
        void find(IdentityDocument document, String problem);
    }

    AddressCheck(
            KnownDocuments known, LocalDomains domains, JudgedCertificates certificates, MailRules rules, Clock clock) {
        this.known = known;
        this.domains = domains;
        this.certificates = certificates;
        this.rules = rules;
        this.clock = clock;
    }

    /** Resolves an address in the documents that were read, told step by step. */
    @SuppressWarnings("ThreadSafe") // asked by one thread
    private record Walk(AliasResolver resolver, WalkedSteps steps) implements RecipientDirectory {
        @Override
        public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
            return resolver.resolve(recipient, steps);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /**
     * Checks all addresses.
     *
     * @param explained those of which the report says already why their mail is refused for a cause of their documents
     * @param report gets the others
     */
    @SuppressWarnings("Immutable") // what was judged does not change any more
    void run(Set<AddressKey> explained, Report report) {
        WalkedSteps steps = new WalkedSteps();
        AliasResolver resolver = new AliasResolver(known, domains, rules.resolver(), certificates::read);
        var policy = rules.policy().explaining(new Walk(resolver, steps), clock, steps, certificates::problemWith);
        known.forEach((key, documents) -> inUse(key, documents).ifPresent(identity -> {
            steps.begin();
            Verdict verdict = policy.atData(ReversePath.nullPath(), addressOf(key));
            problem(verdict, explained.contains(key), steps, documents)
                    .ifPresent(
                            problem -> report.find(documentOf(steps, documents).orElse(identity), problem));
        }));
    }

    /** The first document of an address of ours that somebody wants to be used. */
    private Optional<Identity> inUse(AddressKey key, List<IdentityDocument> documents) {
        if (!domains.names().contains(key.domain())) {
            return Optional.empty();
        }
        return documents.stream()
                .filter(document -> document instanceof Identity identity
                        && identity.enabled()
                        && identity.userId().isPresent())
                .map(Identity.class::cast)
                .findFirst();
    }

    /** The address, or one that only the catch-all applies to. */
    private EmailAddress addressOf(AddressKey key) {
        if (!key.isCatchAll()) {
            return EmailAddress.of(key.written());
        }
        String name = "nobody";
        while (known.has(new AddressKey(name + key.value()))) {
            name += "0";
        }
        return EmailAddress.of(name + key.value());
    }

    /** The address's own document that leads to a dead end, if there is one. */
    private static Optional<IdentityDocument> documentOf(WalkedSteps steps, List<IdentityDocument> own) {
        return steps.deadEnds().stream()
                .filter(end -> !isWanted(end, own))
                .flatMap(end -> steps.documentAt(end).stream())
                .flatMap(id -> own.stream().filter(document -> document.id().equals(id)))
                .findFirst();
    }

    private Optional<String> problem(
            Verdict verdict, boolean explained, WalkedSteps steps, List<IdentityDocument> own) {
        if (verdict instanceof Verdict.Refuse refuse) {
            Refusal refusal = refuse.refusal();
            boolean known = explained && OF_DOCUMENTS.contains(refusal.cause());
            boolean wanted = refusal.cause() == RefusalCause.OVER_QUOTA || refusal.cause() == RefusalCause.REMOTE;
            return known || wanted ? Optional.empty() : Optional.of(refused(refusal.reply(), steps, own));
        }
        Set<String> lost = new LinkedHashSet<>();
        steps.deadEnds().stream()
                .filter(end -> !WANTED.contains(end.reason()))
                .forEach(end -> lost.add(words(end, steps, own)));
        steps.refused().stream()
                .filter(decision ->
                        decision.route().remote() && decision.refusal().cause() == RefusalCause.NO_USABLE_CERTIFICATE)
                .forEach(decision -> lost.add(words(decision, own)));
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of("its mail does not get to each of its destinations: " + listed(lost));
    }

    private static String refused(Reply reply, WalkedSteps steps, List<IdentityDocument> own) {
        Set<String> why = new LinkedHashSet<>();
        steps.deadEnds().stream().filter(end -> !isWanted(end, own)).forEach(end -> why.add(words(end, steps, own)));
        steps.refused().forEach(decision -> why.add(words(decision, own)));
        // first what happens: a long line is cut at its end
        return "its mail " + (reply.isTransient() ? "waits" : "is refused") + " (" + reply.code() + " " + reply.status()
                + "): " + listed(why);
    }

    /** Beside the document that is in use, the address may have some that are disabled. */
    private static boolean isWanted(DeadEnd end, List<IdentityDocument> own) {
        return WANTED.contains(end.reason())
                && end.by().filter(by -> isOneOf(by.id(), own)).isPresent();
    }

    private static String listed(Set<String> words) {
        String first = words.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        return words.size() > MOST_NAMED ? first + "; and " + (words.size() - MOST_NAMED) + " more" : first;
    }

    /** Names documents and no addresses: of some reports, James logs the problems. */
    private static String words(DeadEnd end, WalkedSteps steps, List<IdentityDocument> own) {
        Optional<DocumentId> document = steps.documentAt(end).filter(id -> !isOneOf(id, own));
        String words =
                switch (end.reason()) {
                    case ALIAS_LOOP, ALIAS_TOO_DEEP, TOO_MANY_DESTINATIONS, UNKNOWN_DESTINATION ->
                        end.reason().words();
                    case DISABLED -> "it is disabled";
                    case ORPHANED -> "it has no account";
                    case BROKEN_IDENTITY ->
                        "the document of its destination is broken, or not the only one with that main address";
                };
        return document.map(id -> "at identity " + id + ", " + words).orElse(words);
    }

    private static String words(Decision.Refused decision, List<IdentityDocument> own) {
        boolean itself = own.stream()
                .anyMatch(document -> document instanceof Identity identity
                        && identity.destination().equals(decision.route().mailbox())
                        && (identity.isMain() || decision.route().remote()));
        return itself ? decision.reason() : "at account " + decision.route().account() + ", " + decision.reason();
    }

    private static boolean isOneOf(DocumentId id, List<IdentityDocument> documents) {
        return documents.stream().anyMatch(document -> document.id().equals(id));
    }
}
