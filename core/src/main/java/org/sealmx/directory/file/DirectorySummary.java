package org.sealmx.directory.file;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Printable;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.check.DocumentStatus;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.resolve.AliasResolver;
import org.sealmx.smtp.EmailAddress;

/** Summarizes a directory file in one line for the log, without addresses. Pure functions. */
final class DirectorySummary {

    private static final List<DocumentStatus> ORDER = List.of(
            DocumentStatus.MAIN,
            DocumentStatus.ALIAS,
            DocumentStatus.FORWARD,
            DocumentStatus.NOT_OURS,
            DocumentStatus.DISABLED,
            DocumentStatus.ORPHANED,
            DocumentStatus.BROKEN);

    private DirectorySummary() {}

    /**
     * The summary.
     *
     * @param text for example {@code 15 documents: 7 mailboxes, 6 aliases, 1 disabled; 2 cannot receive mail: dave (no
     *     certificate)}
     * @param cannotReceive how many accounts cannot receive mail
     */
    @Immutable
    record Summary(String text, int cannotReceive) {}

    /**
     * Summarizes how many documents of each kind there are, and which accounts cannot receive mail at an instant. Reads
     * every certificate.
     */
    static Summary of(Snapshot snapshot, AliasResolver resolver, LocalDomains domains, Instant at) {
        Map<DocumentStatus, Long> counts = new EnumMap<>(DocumentStatus.class);
        Map<String, String> cannotReceive = new LinkedHashMap<>();
        Map<EmailAddress, Optional<BlockReason>> judged = new HashMap<>();
        for (IdentityDocument document : snapshot.documents()) {
            DocumentStatus status = DocumentStatus.of(document, domains);
            counts.merge(status, 1L, Long::sum);
            if (document instanceof BrokenIdentity broken) {
                cannotReceive.putIfAbsent(nameOf(broken), broken.what());
            } else if (status == DocumentStatus.MAIN && document instanceof Identity identity) {
                // documents that share an address share the result, each for its own account
                judged.computeIfAbsent(identity.destination(), address -> judge(address, resolver, at, cannotReceive))
                        .ifPresent(reason -> cannotReceive.putIfAbsent(nameOf(identity), reason.words()));
            }
        }
        return new Summary(text(snapshot.documents().size(), counts, cannotReceive), cannotReceive.size());
    }

    /** The differences, for example {@code 1 added, 2 changed, 0 removed}. */
    static String changes(Snapshot before, Snapshot after) {
        Map<DocumentId, IdentityDocument> old = new HashMap<>();
        before.documents().forEach(document -> old.put(document.id(), document));
        int added = 0;
        int changed = 0;
        for (IdentityDocument document : after.documents()) {
            IdentityDocument previous = old.remove(document.id());
            if (previous == null) {
                added++;
            } else if (!Objects.equals(previous, document)) {
                changed++;
            }
        }
        return added + " added, " + changed + " changed, " + old.size() + " removed";
    }

    /**
     * Collects the accounts of an address that cannot receive mail because their certificates cannot be used; returns
     * the reason if mail reaches no mailbox at all.
     */
    private static Optional<BlockReason> judge(
            EmailAddress address, AliasResolver resolver, Instant at, Map<String, String> cannotReceive) {
        try {
            Resolution resolution = resolver.resolve(address);
            if (resolution instanceof Resolution.Blocked blocked) {
                return Optional.of(blocked.reason());
            }
            if (resolution instanceof Resolution.Routes routes) {
                for (Route route : routes.routes()) {
                    CertificateEvaluation evaluation = route.certificates().evaluate(at);
                    if (!route.remote() && !(evaluation instanceof CertificateEvaluation.Usable)) {
                        cannotReceive.putIfAbsent(route.account().toString(), Printable.line(evaluation.describe()));
                    }
                }
            }
            return Optional.empty();
        } catch (DirectoryUnavailableException e) {
            // a snapshot answers for each of its addresses
            throw new IllegalStateException(e);
        }
    }

    private static String nameOf(IdentityDocument document) {
        return document.userId().map(Object::toString).orElse("identity " + document.id());
    }

    private static String text(int size, Map<DocumentStatus, Long> counts, Map<String, String> cannotReceive) {
        List<String> kinds = new ArrayList<>();
        for (DocumentStatus status : ORDER) {
            long count = counts.getOrDefault(status, 0L);
            if (count > 0) {
                kinds.add(status.counted(count));
            }
        }
        List<String> named = cannotReceive.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .toList();
        return size
                + (size == 1 ? " document" : " documents")
                + (kinds.isEmpty() ? "" : ": " + String.join(", ", kinds))
                + (named.isEmpty() ? "" : "; " + named.size() + " cannot receive mail: " + Names.list(named));
    }
}
