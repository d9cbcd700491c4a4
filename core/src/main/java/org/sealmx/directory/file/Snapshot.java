package org.sealmx.directory.file;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.CertificateFingerprint;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.CertificateRegistration;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.MaterialReader;

/** The content of the file at one time, with indexes. */
@Immutable
final class Snapshot implements IdentityLookup {

    private final List<IdentityDocument> documents = new ArrayList<>();
    private final Map<AddressKey, List<IdentityDocument>> byAddress = new HashMap<>();
    private final Map<AccountId, List<IdentityDocument>> byUserId = new HashMap<>();
    private final Map<CertificateMaterial, LazyCertificates> certificates = new HashMap<>();
    private final Map<CertificateFingerprint, List<CertificateRegistration>> clientCertificates;
    private final MaterialReader reader;
    private final Set<String> problems = new LinkedHashSet<>();
    private final List<String> withoutAddress = new ArrayList<>();

    private Snapshot(FileContent content, Map<CertificateMaterial, LazyCertificates> previous, MaterialReader reader) {
        this.reader = reader;
        for (IdentityDocument document : content.documents()) {
            IdentityDocument kept = document instanceof Identity identity ? shareKeys(identity, previous) : document;
            documents.add(kept);
            kept.key().ifPresent(key -> byAddress
                    .computeIfAbsent(key, k -> new ArrayList<>(1))
                    .add(kept));
            kept.userId().ifPresent(user -> byUserId.computeIfAbsent(user, u -> new ArrayList<>(1))
                    .add(kept));
            if (kept instanceof BrokenIdentity broken) {
                note(broken);
            }
        }
        byAddress.replaceAll((key, found) -> List.copyOf(found));
        byUserId.replaceAll((user, found) -> List.copyOf(found));
        byAddress.values().forEach(this::noteSeveralMains);
        this.clientCertificates =
                content.certificates().stream().collect(Collectors.groupingBy(CertificateRegistration::fingerprint));
    }

    /**
     * @param content of the file
     * @param reader turns key material into a source of certificates
     */
    static Snapshot first(FileContent content, MaterialReader reader) {
        return new Snapshot(content, Map.of(), reader);
    }

    /** The content that replaces this one; certificates that did not change are not read again. */
    Snapshot next(FileContent content) {
        return new Snapshot(content, certificates, reader);
    }

    /** All identity documents in their order, broken ones included. */
    List<IdentityDocument> documents() {
        return documents;
    }

    /** What is wrong with single documents, one sentence each, without addresses. */
    Set<String> problems() {
        return problems;
    }

    @Override
    public Optional<String> doubt() {
        return withoutAddress.isEmpty()
                ? Optional.empty()
                : Optional.of("the address of identity " + Names.list(withoutAddress)
                        + " cannot be read, so addresses that are not found may still exist");
    }

    /** The certificates of key material in this content. */
    CertificateSource certificates(CertificateMaterial material) {
        return Optional.<CertificateSource>ofNullable(certificates.get(material))
                .orElseGet(() -> new LazyCertificates(material, reader));
    }

    /** What the documents say about a client certificate. */
    List<CertificateRegistration> clientCertificate(CertificateFingerprint fingerprint) {
        return clientCertificates.getOrDefault(fingerprint, List.of());
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) {
        return IdentityLookup.select(byAddress, keys);
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) {
        return IdentityLookup.select(byUserId, users);
    }

    private Identity shareKeys(Identity identity, Map<CertificateMaterial, LazyCertificates> previous) {
        CertificateMaterial material = identity.keyMaterial();
        if (material.isEmpty()) {
            return identity;
        }
        LazyCertificates shared = Optional.ofNullable(certificates.get(material))
                .or(() -> Optional.ofNullable(previous.get(material)))
                .orElseGet(() -> new LazyCertificates(material, reader));
        // Under the shared material, so that the equal material read just now is not kept as well.
        certificates.putIfAbsent(shared.material(), shared);
        return identity.withKeyMaterial(shared.material());
    }

    private void note(BrokenIdentity broken) {
        if (broken.key().isPresent()) {
            problems.add(broken.sentence() + "; mail for its address is deferred until it is fixed.");
        } else {
            withoutAddress.add(broken.id().toString());
            problems.add(
                    broken.sentence()
                            + "; mail for every address that is not found is deferred until it is fixed, since the identity could be for that address.");
        }
    }

    private void noteSeveralMains(List<IdentityDocument> found) {
        List<String> mains = Identity.severalMains(found);
        if (!mains.isEmpty()) {
            problems.add(
                    "Identities " + Names.list(mains)
                            + ": each is the main identity of the same address; mail for it is deferred until only one is left.");
        }
    }
}
