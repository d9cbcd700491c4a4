package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.smtp.EmailAddress;

/**
 * What was changed, for whoever keeps a record of it.
 *
 * @param document the id of the document
 * @param before the fingerprints of the certificates that it held; empty for a new one
 * @param after the fingerprints that it holds now; empty when it is gone
 * @param destination where mail goes by the document, or went when it is gone; empty when it does not say
 */
@Immutable
public record DirectoryChange(
        DocumentId document, List<String> before, List<String> after, Optional<EmailAddress> destination) {

    /** Copies the lists. */
    public DirectoryChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * What an edit changes.
     *
     * @param edit as it was made
     */
    public static DirectoryChange of(Edit edit) {
        if (edit instanceof Edit.Insert insert) {
            StoredDocument inserted = StoredDocument.of(insert.document());
            return new DirectoryChange(inserted.id(), List.of(), fingerprints(inserted), destination(inserted));
        }
        if (edit instanceof Edit.Replace replace) {
            StoredDocument after = new StoredDocument(replace.before().id(), replace.after());
            return new DirectoryChange(
                    after.id(), fingerprints(replace.before()), fingerprints(after), destination(after));
        }
        StoredDocument deleted = ((Edit.Delete) edit).before();
        return new DirectoryChange(deleted.id(), fingerprints(deleted), List.of(), destination(deleted));
    }

    private static Optional<EmailAddress> destination(StoredDocument document) {
        return IdentityParser.parse(document).filter(Identity.class::isInstance).map(identity -> ((Identity) identity)
                .destination());
    }

    private static List<String> fingerprints(StoredDocument document) {
        return IdentityParser.parse(document).orElse(null) instanceof Identity identity
                // the instant does not matter to a fingerprint
                ? KnownCertificate.in(identity.keyMaterial(), Instant.EPOCH).stream()
                        .map(certificate -> certificate.summary().fingerprint())
                        .filter(fingerprint -> !fingerprint.isEmpty())
                        .toList()
                : List.of();
    }
}
