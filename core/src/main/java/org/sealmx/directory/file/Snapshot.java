package org.sealmx.directory.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.AddressKey;
import org.sealmx.directory.BrokenIdentity;
import org.sealmx.directory.CertificateMaterial;
import org.sealmx.directory.Identity;
import org.sealmx.directory.IdentityDocument;
import org.sealmx.directory.IdentityLookup;
import org.sealmx.openpgp.CertificateSource;

/** The content of the file at one time, with its indexes. Immutable. */
final class Snapshot implements IdentityLookup {

    private final int size;
    private final Map<AddressKey, List<IdentityDocument>> byAddress = new HashMap<>();
    private final Map<AccountId, List<IdentityDocument>> byUserId = new HashMap<>();
    private final Map<CertificateMaterial, LazyCertificates> certificates = new HashMap<>();
    private final Function<CertificateMaterial, CertificateSource> reader;
    private final Set<String> problems = new LinkedHashSet<>();

    private Snapshot(
            List<IdentityDocument> documents,
            Map<CertificateMaterial, LazyCertificates> previous,
            Function<CertificateMaterial, CertificateSource> reader) {
        this.size = documents.size();
        this.reader = reader;
        for (IdentityDocument document : documents) {
            IdentityDocument kept = document instanceof Identity identity ? shareKeys(identity, previous) : document;
            kept.key().ifPresent(key -> add(byAddress, key, kept));
            kept.userId().ifPresent(user -> add(byUserId, user, kept));
            if (kept instanceof BrokenIdentity broken) {
                problems.add(broken.describe());
            }
        }
        byAddress.values().forEach(this::noteSeveralMains);
    }

    /**
     * @param documents in the order of the file
     * @param reader    makes a source of key material
     */
    static Snapshot first(List<IdentityDocument> documents, Function<CertificateMaterial, CertificateSource> reader) {
        return new Snapshot(documents, Map.of(), reader);
    }

    /** The content that follows this one; certificates that did not change are not read again. */
    Snapshot next(List<IdentityDocument> documents) {
        return new Snapshot(documents, certificates, reader);
    }

    /** How many identity documents there are, broken ones included. */
    int size() {
        return size;
    }

    /** What is wrong with single documents, one line each, without addresses. */
    Set<String> problems() {
        return problems;
    }

    /** The certificates of key material of this content. */
    CertificateSource certificates(CertificateMaterial material) {
        return Optional.<CertificateSource>ofNullable(certificates.get(material))
                .orElseGet(() -> new LazyCertificates(material, reader));
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) {
        return select(byAddress, keys);
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) {
        return select(byUserId, users);
    }

    private Identity shareKeys(Identity identity, Map<CertificateMaterial, LazyCertificates> previous) {
        CertificateMaterial material = identity.keyMaterial();
        if (material.isEmpty()) {
            return identity;
        }
        LazyCertificates shared = Optional.ofNullable(certificates.get(material))
                .or(() -> Optional.ofNullable(previous.get(material)))
                .orElseGet(() -> new LazyCertificates(material, reader));
        // Under the material that is kept, so that what was read just now is not kept beside it.
        certificates.putIfAbsent(shared.material(), shared);
        return identity.withKeyMaterial(shared.material());
    }

    private void noteSeveralMains(List<IdentityDocument> documents) {
        List<String> mains = documents.stream()
                .filter(document -> document instanceof Identity identity && identity.isMain())
                .map(IdentityDocument::id)
                .toList();
        if (mains.size() > 1) {
            problems.add("identity documents " + String.join(", ", mains)
                    + ": each is the main identity of the same address");
        }
    }

    private static <K> void add(Map<K, List<IdentityDocument>> index, K key, IdentityDocument document) {
        index.merge(key, List.of(document), (before, one) -> {
            List<IdentityDocument> all = new ArrayList<>(before);
            all.addAll(one);
            return List.copyOf(all);
        });
    }

    private static <K> Map<K, List<IdentityDocument>> select(Map<K, List<IdentityDocument>> index, Set<K> keys) {
        return keys.stream().filter(index::containsKey).collect(Collectors.toMap(key -> key, index::get));
    }
}
