package org.sealmx.tools.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealmx.cli.DirectoryOptions;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.Printable;
import org.sealmx.directory.check.DocumentStatus;
import org.sealmx.directory.edit.CertificateSummary;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;

/**
 * Prints the directory, one line for each document and one for each of its certificates, or one JSON object for each
 * document.
 *
 * @param directory is read
 * @param now the time at which certificates are judged
 * @param options what is listed, and how
 * @param out gets the list
 */
record DirectoryListing(OpenDirectory directory, Instant now, DirectoryOptions.Listing options, PrintStream out) {

    /**
     * What can be said about a forward without certificates only at the end: it needs none when its account has a
     * mailbox, whose certificates it uses.
     *
     * @param accounts those that have a mailbox
     * @param forwards those without certificates
     */
    private record Waiting(Set<AccountId> accounts, List<Identity> forwards) {

        void note(DocumentStatus status, Identity identity, List<CertificateSummary> certificates) {
            if (status == DocumentStatus.MAIN) {
                identity.userId().ifPresent(accounts::add);
            } else if (status == DocumentStatus.FORWARD && certificates.isEmpty()) {
                forwards.add(identity);
            }
        }

        List<Identity> ofNobody() {
            return forwards.stream()
                    .filter(forward ->
                            forward.userId().filter(accounts::contains).isEmpty())
                    .toList();
        }
    }

    private static final String NO_CERTIFICATE = "  no certificate: mail waits until there is one";
    private static final String NONE_OF_ITS_OWN = "  no certificate of its own: mail waits unless its account has one";

    void print() throws DirectoryUnavailableException {
        Waiting waiting = new Waiting(new HashSet<>(), new ArrayList<>());
        directory.editor().forEach(stored -> print(stored, waiting));
        if (options.expiresWithin().isPresent()) {
            waiting.ofNobody().forEach(forward -> print(forward, DocumentStatus.FORWARD, List.of()));
        }
    }

    private void print(StoredDocument stored, Waiting waiting) {
        Optional<IdentityDocument> document = IdentityParser.parse(stored);
        if (document.isEmpty()) {
            return;
        }
        DocumentStatus status = DocumentStatus.of(document.get(), directory.domains());
        List<CertificateSummary> certificates = document.get() instanceof Identity identity
                ? CertificateSummary.of(identity.keyMaterial(), now)
                : List.of();
        if (document.get() instanceof Identity identity) {
            waiting.note(status, identity, certificates);
        }
        if (isWanted(status, document.get(), certificates)) {
            print(document.get(), status, certificates);
        }
    }

    private void print(IdentityDocument document, DocumentStatus status, List<CertificateSummary> certificates) {
        if (options.json()) {
            out.println(json(document, status, certificates));
        } else {
            out.println(line(document, status));
            if (certificates.isEmpty() && (status == DocumentStatus.MAIN || status == DocumentStatus.FORWARD)) {
                out.println(status == DocumentStatus.MAIN ? NO_CERTIFICATE : NONE_OF_ITS_OWN);
            }
            certificates.forEach(certificate -> out.println("  " + CertificateLine.of(certificate)));
        }
    }

    /** With a limit: only what has or needs certificates of its own, none of which is usable at the end. */
    private boolean isWanted(DocumentStatus status, IdentityDocument document, List<CertificateSummary> certificates) {
        if (options.expiresWithin().isEmpty()) {
            return true;
        }
        Instant end = now.plus(options.expiresWithin().get());
        boolean leads = status == DocumentStatus.ALIAS || status == DocumentStatus.FORWARD;
        boolean needed = status == DocumentStatus.MAIN || (leads && !certificates.isEmpty());
        return needed
                && document instanceof Identity
                && certificates.stream()
                        .noneMatch(certificate -> certificate.usable()
                                && certificate.usableUntil().map(end::isBefore).orElse(true));
    }

    private static String line(IdentityDocument document, DocumentStatus status) {
        String address = address(document);
        String word = word(status);
        if (document instanceof BrokenIdentity broken) {
            return address + "  " + word + ", document " + document.id() + ": " + broken.what();
        }
        Identity identity = (Identity) document;
        return address + "  " + word + (identity.isMain() ? "" : " to " + identity.destination())
                + identity.userId().map(user -> ", account " + user).orElse(", without an account") + ", document "
                + document.id();
    }

    private static ObjectNode json(
            IdentityDocument document, DocumentStatus status, List<CertificateSummary> certificates) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("address", address(document))
                .put("document", document.id().toString())
                .put("status", word(status));
        document.userId().ifPresent(user -> json.put("account", user.toString()));
        if (document instanceof Identity identity) {
            json.put("destination", identity.destination().toString());
        }
        var array = json.putArray("certificates");
        for (CertificateSummary certificate : certificates) {
            ObjectNode one = array.addObject()
                    .put("fingerprint", certificate.fingerprint())
                    .put("usable", certificate.usable())
                    .put("evaluation", certificate.evaluation());
            certificate.usableUntil().ifPresent(until -> one.put("usableUntil", until.toString()));
            certificate.names().forEach(one.putArray("names")::add);
        }
        return json;
    }

    private static String address(IdentityDocument document) {
        return document.key().map(AddressKey::written).map(Printable::line).orElse("(no address)");
    }

    private static String word(DocumentStatus status) {
        return status.word();
    }
}
