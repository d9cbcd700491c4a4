package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.resolve.ResolutionStep.Found;
import org.sealmx.directory.resolve.ResolutionStep.Way;
import org.sealmx.smtp.EmailAddress;

/**
 * Finds the documents that apply to our addresses: those of the address itself, otherwise those of the address without
 * its extension, otherwise those of the catch-all of its domain. Asks the backend once for all of them. An account's
 * own address ({@code <user_id>@deliver.local}) is found via the account and works like an alias of its main address.
 */
@ThreadSafe
final class IdentityFinder {

    private final IdentityLookup lookup;
    private final LocalDomains domains;
    private final ResolverSettings settings;

    IdentityFinder(IdentityLookup lookup, LocalDomains domains, ResolverSettings settings) {
        this.lookup = lookup;
        this.domains = domains;
        this.settings = settings;
    }

    /** The documents that apply to each address, in the backend's order; none for an address that does not exist. */
    Map<EmailAddress, Found> find(Set<EmailAddress> addresses) throws DirectoryUnavailableException {
        Set<AddressKey> keys = new HashSet<>();
        Set<AccountId> users = new HashSet<>();
        for (EmailAddress address : addresses) {
            if (settings.isDeliverAddress(address)) {
                users.addAll(candidateUsers(address));
            } else {
                keys.addAll(candidateKeys(address).keySet());
            }
        }
        Map<AddressKey, List<IdentityDocument>> byKey = keys.isEmpty() ? Map.of() : lookup.byAddress(keys);
        Map<AccountId, List<IdentityDocument>> byUser = users.isEmpty() ? Map.of() : lookup.byUserId(users);
        Map<EmailAddress, Found> found = new LinkedHashMap<>();
        for (EmailAddress address : addresses) {
            found.put(
                    address,
                    settings.isDeliverAddress(address) ? ofUser(address, byUser) : ofAddress(address, byKey));
        }
        return found;
    }

    /** The documents that apply to one address. */
    List<IdentityDocument> documents(EmailAddress address) throws DirectoryUnavailableException {
        return find(Set.of(address)).values().stream()
                .flatMap(found -> found.documents().stream())
                .toList();
    }

    private Found ofUser(EmailAddress address, Map<AccountId, List<IdentityDocument>> byUser) {
        List<IdentityDocument> documents = candidateUsers(address).stream()
                .map(user -> byUser.getOrDefault(user, List.of()))
                .filter(ofUser -> !ofUser.isEmpty())
                .findFirst()
                .orElse(List.of());
        return new Found(address, Way.USER_ID, mainDocument(documents));
    }

    private Found ofAddress(EmailAddress address, Map<AddressKey, List<IdentityDocument>> byKey) {
        return candidateKeys(address).entrySet().stream()
                .map(candidate ->
                        new Found(address, candidate.getValue(), byKey.getOrDefault(candidate.getKey(), List.of())))
                .filter(found -> !found.documents().isEmpty())
                .findFirst()
                .orElseGet(() -> new Found(address, Way.ADDRESS, List.of()));
    }

    /** See {@link IdentityLookup#doubt()}. */
    Optional<String> doubt() {
        return lookup.doubt();
    }

    /** The main identity of each account, for those that have one. */
    Map<AccountId, Identity> mainIdentities(Set<AccountId> users) throws DirectoryUnavailableException {
        Map<AccountId, Identity> mains = new LinkedHashMap<>();
        if (!users.isEmpty()) {
            lookup.byUserId(users).forEach((user, documents) -> main(documents, identity -> true)
                    .ifPresent(identity -> mains.put(user, identity)));
        }
        return mains;
    }

    /** All addresses of accounts, including those of documents in which another field is broken. */
    Set<AddressKey> addressesOf(Set<AccountId> users) throws DirectoryUnavailableException {
        return lookup.byUserId(users).values().stream()
                .flatMap(List::stream)
                .flatMap(document -> document.key().stream())
                .collect(Collectors.toSet());
    }

    /** In the order in which they apply. */
    private Map<AddressKey, Way> candidateKeys(EmailAddress address) {
        Map<AddressKey, Way> keys = new LinkedHashMap<>();
        keys.put(AddressKey.of(address), Way.ADDRESS);
        withoutExtension(address).ifPresent(base -> keys.putIfAbsent(AddressKey.of(base), Way.WITHOUT_EXTENSION));
        keys.put(AddressKey.catchAll(address.domain()), Way.CATCH_ALL);
        return keys;
    }

    private List<AccountId> candidateUsers(EmailAddress address) {
        return Stream.concat(
                        Stream.of(address.localPart()),
                        withoutExtension(address).stream().map(EmailAddress::localPart))
                .flatMap(user -> Stream.of(user, user.toLowerCase(Locale.ROOT)))
                .filter(user -> !user.isBlank())
                .distinct()
                .map(AccountId::new)
                .toList();
    }

    private Optional<EmailAddress> withoutExtension(EmailAddress address) {
        return settings.recipientDelimiter().withoutExtension(address);
    }

    private List<IdentityDocument> mainDocument(List<IdentityDocument> documents) {
        return main(documents, identity -> domains.contains(identity.destination()))
                .map(identity -> List.<IdentityDocument>of(identity))
                .orElseGet(() -> documents.stream()
                        .filter(BrokenIdentity.class::isInstance)
                        .limit(1)
                        .toList());
    }

    /**
     * The main identity of an account that may have several: an enabled one is preferred, then one with a key, then the
     * first in alphabetical order.
     */
    private static Optional<Identity> main(List<IdentityDocument> documents, Predicate<Identity> eligible) {
        return documents.stream()
                .filter(Identity.class::isInstance)
                .map(Identity.class::cast)
                .filter(Identity::isMain)
                .filter(eligible)
                .min(Comparator.comparing((Identity identity) -> !identity.enabled())
                        .thenComparing(identity -> identity.keyMaterial().isEmpty())
                        .thenComparing(identity -> identity.address().value()));
    }
}
