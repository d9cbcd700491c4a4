package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.CertificateFingerprint;
import org.sealmx.directory.ClientCertificate;
import org.sealmx.directory.ClientCertificates;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.identity.CertificateRegistration;
import org.sealmx.directory.identity.StoredDocument;

/**
 * Finds client certificates in CouchDB, each with one request. The document decides, not the value in the view. Every
 * failure is an outage.
 */
@ThreadSafe
public final class CouchDbClientCertificates implements ClientCertificates {

    private final ViewReader reader;
    private final DocumentProblems problems;

    /**
     * @param client not closed with this
     * @param views the view to use: {@link CouchDbViews#ofClientCertificates}
     * @param problems logs what is wrong with single documents
     * @param createViews whether to create a missing view
     */
    public CouchDbClientCertificates(
            CouchDbClient client, CouchDbViews views, DocumentProblems problems, boolean createViews) {
        this.reader = new ViewReader(client, views, createViews);
        this.problems = problems;
    }

    @Override
    public Optional<ClientCertificate> find(CertificateFingerprint fingerprint, Instant at)
            throws DirectoryUnavailableException {
        Map<String, JsonNode> documents = new TreeMap<>();
        for (ViewRow row : reader.read(CouchDbViews.CERTIFICATES, spellings(fingerprint))) {
            documents.put(
                    row.id(),
                    row.document()
                            .orElseThrow(() -> new DirectoryUnavailableException(
                                    "an identity document with a client certificate is too large to read")));
        }
        List<CertificateRegistration> registrations = new ArrayList<>();
        for (JsonNode document : documents.values()) {
            CertificateRegistration.in(StoredDocument.of(document)).stream()
                    .filter(registration -> registration.fingerprint().equals(fingerprint))
                    .forEach(registrations::add);
        }
        registrations.forEach(this::report);
        return CertificateRegistration.usableAt(at, registrations);
    }

    private void report(CertificateRegistration registration) {
        if (registration instanceof CertificateRegistration.Broken broken) {
            problems.report(broken.problem());
        }
    }

    /**
     * The ways in which a document may write the fingerprint, since a view compares letter for letter; leap_web uses
     * the first.
     */
    private static List<String> spellings(CertificateFingerprint fingerprint) {
        return List.of(
                fingerprint.withColons(),
                fingerprint.hex(),
                fingerprint.withColons().toUpperCase(Locale.ROOT),
                fingerprint.hex().toUpperCase(Locale.ROOT));
    }
}
