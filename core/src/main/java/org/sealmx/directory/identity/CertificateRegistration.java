package org.sealmx.directory.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealmx.directory.CertificateFingerprint;
import org.sealmx.directory.ClientCertificate;
import org.sealmx.directory.DirectoryUnavailableException;

/**
 * What one identity document says about one client certificate, in its fields {@code cert_fingerprints} (fingerprint
 * and date of expiry) and {@code disabled_cert_fingerprints}.
 */
@Immutable
public sealed interface CertificateRegistration {

    /** The field with the certificates that may be used. */
    String REGISTERED = "cert_fingerprints";

    /** The field with the certificates that must not be used. */
    String WITHDRAWN = "disabled_cert_fingerprints";

    /** What is wrong with a date. */
    String NO_DATE = "a date that is not yyyy-mm-dd";

    /** The fingerprint of the certificate. */
    CertificateFingerprint fingerprint();

    /**
     * The certificate may be used until it expires.
     *
     * @param certificate the certificate
     */
    @Immutable
    record Registered(ClientCertificate certificate) implements CertificateRegistration {
        @Override
        public CertificateFingerprint fingerprint() {
            return certificate.fingerprint();
        }
    }

    /**
     * The certificate is withdrawn, or its account is disabled or missing.
     *
     * @param fingerprint of the certificate
     */
    @Immutable
    record Withdrawn(CertificateFingerprint fingerprint) implements CertificateRegistration {}

    /**
     * The document is broken, so nobody can tell whether the certificate may be used.
     *
     * @param fingerprint of the certificate
     * @param problem one line that names the document, for the operator
     */
    @Immutable
    record Broken(CertificateFingerprint fingerprint, String problem) implements CertificateRegistration {}

    /**
     * All registrations in a document. Names that are not fingerprints are left out, since no client can present them.
     */
    static List<CertificateRegistration> in(StoredDocument stored) {
        JsonNode document = stored.content();
        JsonNode registered = document.path(REGISTERED);
        if (registered.isEmpty()) {
            return List.of();
        }
        Optional<IdentityDocument> identity = IdentityParser.parse(stored);
        if (identity.isEmpty()) {
            return List.of();
        }
        Set<CertificateFingerprint> withdrawn = withdrawnIn(document.path(WITHDRAWN));
        List<CertificateRegistration> registrations = new ArrayList<>();
        registered.properties().forEach(field -> CertificateFingerprint.parse(field.getKey())
                .ifPresent(fingerprint -> registrations.add(
                        withdrawn.contains(fingerprint)
                                ? new Withdrawn(fingerprint)
                                : of(identity.get(), fingerprint, field.getValue()))));
        return registrations;
    }

    /** What is wrong with the two fields of a document, each in one line and without fingerprints. */
    static List<String> problemsIn(JsonNode document) {
        List<String> problems = new ArrayList<>();
        for (String field : List.of(REGISTERED, WITHDRAWN)) {
            JsonNode value = document.path(field);
            if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
                problems.add("\"" + field + "\" is not an object");
            }
            value.fieldNames().forEachRemaining(name -> {
                if (CertificateFingerprint.parse(name).isEmpty()) {
                    problems.add("\"" + field + "\": a name that is not a SHA-1 fingerprint");
                }
            });
        }
        document.path(REGISTERED).elements().forEachRemaining(expires -> {
            if (dateOf(expires).isEmpty()) {
                problems.add("\"" + REGISTERED + "\": " + NO_DATE);
            }
        });
        return problems;
    }

    /**
     * Combines what several documents say about one fingerprint: if any of them registers it, it may be used until the
     * latest of their days.
     *
     * @throws DirectoryUnavailableException when no document permits its use, but one of them is broken
     */
    static Optional<ClientCertificate> usableAt(Instant at, Collection<CertificateRegistration> registrations)
            throws DirectoryUnavailableException {
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        Optional<ClientCertificate> usable = registrations.stream()
                .filter(Registered.class::isInstance)
                .map(registration -> ((Registered) registration).certificate())
                .filter(certificate -> !certificate.expires().isBefore(today))
                .max(Comparator.comparing(ClientCertificate::expires)
                        .thenComparing(certificate -> certificate.account().value()));
        if (usable.isEmpty()) {
            for (CertificateRegistration registration : registrations) {
                if (registration instanceof Broken broken) {
                    throw new DirectoryUnavailableException(broken.problem());
                }
            }
        }
        return usable;
    }

    private static Set<CertificateFingerprint> withdrawnIn(JsonNode names) {
        Set<CertificateFingerprint> withdrawn = new LinkedHashSet<>();
        names.fieldNames()
                .forEachRemaining(name -> CertificateFingerprint.parse(name).ifPresent(withdrawn::add));
        return withdrawn;
    }

    private static CertificateRegistration of(
            IdentityDocument document, CertificateFingerprint fingerprint, JsonNode expires) {
        if (document instanceof BrokenIdentity broken) {
            return new Broken(fingerprint, broken.describe());
        }
        boolean enabled = document instanceof Identity identity && identity.enabled();
        if (!enabled || document.userId().isEmpty()) {
            return new Withdrawn(fingerprint);
        }
        return dateOf(expires)
                .<CertificateRegistration>map(date -> new Registered(
                        new ClientCertificate(fingerprint, document.userId().get(), date)))
                .orElseGet(() ->
                        new Broken(fingerprint, "identity " + document.id() + ": \"" + REGISTERED + "\": " + NO_DATE));
    }

    private static Optional<LocalDate> dateOf(JsonNode expires) {
        try {
            return Optional.of(LocalDate.parse(expires.asText("")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
