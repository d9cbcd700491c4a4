package org.sealmx.directory.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;

/**
 * The documents that a check has read, as a server would find them, without a question to the directory. Takes about
 * 0.6 KB for each, since they hold no key material ({@link JudgedCertificates}). Used by one thread.
 */
@SuppressWarnings("ThreadSafe") // the thread that fills it is the one that asks
final class KnownDocuments implements IdentityLookup {

    private final Map<AddressKey, List<IdentityDocument>> byAddress = new LinkedHashMap<>();
    private final Map<AccountId, List<IdentityDocument>> byUserId = new HashMap<>();
    private Optional<String> doubt = Optional.empty();

    void add(IdentityDocument document) {
        document.key().ifPresent(key -> add(byAddress, key, document));
        document.userId().ifPresent(user -> add(byUserId, user, document));
    }

    /** Most keys have one document, for which a list that can grow is too large. */
    private static <K> void add(Map<K, List<IdentityDocument>> index, K key, IdentityDocument document) {
        List<IdentityDocument> found = index.putIfAbsent(key, List.of(document));
        if (found instanceof ArrayList) {
            found.add(document);
        } else if (found != null) {
            index.put(key, new ArrayList<>(List.of(found.get(0), document)));
        }
    }

    /** A document that the server does not find by its address. */
    void hideFromAddress(IdentityDocument document) {
        document.key().ifPresent(key -> hide(byAddress, key, document));
    }

    /** A document that the server does not find by its account. */
    void hideFromAccount(IdentityDocument document) {
        document.userId().ifPresent(user -> hide(byUserId, user, document));
    }

    private static <K> void hide(Map<K, List<IdentityDocument>> index, K key, IdentityDocument hidden) {
        List<IdentityDocument> left = index.getOrDefault(key, List.of()).stream()
                .filter(document -> !document.id().equals(hidden.id()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (left.isEmpty()) {
            index.remove(key);
        } else {
            index.put(key, left);
        }
    }

    /** See {@link IdentityLookup#doubt()}. */
    void doubt(String reason) {
        doubt = Optional.of(reason);
    }

    /** The first main identity of an address that was added. */
    Optional<Identity> mainOf(AddressKey address) {
        return byAddress.getOrDefault(address, List.of()).stream()
                .filter(document -> document instanceof Identity identity && identity.isMain())
                .map(Identity.class::cast)
                .findFirst();
    }

    boolean has(AddressKey address) {
        return byAddress.containsKey(address);
    }

    /** The addresses of an account. */
    Set<AddressKey> addressesOf(AccountId account) {
        return byUserId.getOrDefault(account, List.of()).stream()
                .flatMap(document -> document.key().stream())
                .collect(Collectors.toSet());
    }

    /** Each address with its documents, in the order in which they were added. */
    void forEach(BiConsumer<AddressKey, List<IdentityDocument>> visitor) {
        byAddress.forEach(visitor);
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) {
        return IdentityLookup.select(byAddress, keys);
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) {
        return IdentityLookup.select(byUserId, users);
    }

    @Override
    public Optional<String> doubt() {
        return doubt;
    }
}
