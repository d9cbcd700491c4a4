package org.sealmx.tools.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealmx.cli.DirectoryOptions;
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

    void print() throws DirectoryUnavailableException {
        directory.editor().forEach(this::print);
    }

    private void print(StoredDocument stored) {
        Optional<IdentityDocument> document = IdentityParser.parse(stored);
        if (document.isEmpty()) {
            return;
        }
        DocumentStatus status = DocumentStatus.of(document.get(), directory.domains());
        List<CertificateSummary> certificates = document.get() instanceof Identity identity
                ? CertificateSummary.of(identity.keyMaterial(), now)
                : List.of();
        if (isWanted(status, document.get(), certificates)) {
            if (options.json()) {
                out.println(json(document.get(), status, certificates));
            } else {
                out.println(line(document.get(), status));
                certificates.forEach(certificate -> out.println("  " + CertificateLine.of(certificate)));
            }
        }
    }

    /** With a limit: only what has or needs certificates of its own, none of which is usable at the end. */
    private boolean isWanted(DocumentStatus status, IdentityDocument document, List<CertificateSummary> certificates) {
        if (options.expiresWithin().isEmpty()) {
            return true;
        }
        Instant end = now.plus(options.expiresWithin().get());
        boolean needed = status == DocumentStatus.MAIN || (status == DocumentStatus.ALIAS && !certificates.isEmpty());
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
        return document.key().map(AddressKey::value).map(Printable::line).orElse("(no address)");
    }

    private static String word(DocumentStatus status) {
        return status.word();
    }
}
