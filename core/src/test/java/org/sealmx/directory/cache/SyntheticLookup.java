package org.sealmx.directory.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.SenderRule;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.smtp.EmailAddress;

/**
 * A directory of any number of accounts, {@code user-0000000@example.org} and so on. It creates each document when it
 * is looked up, as if it had been read from a server. Some addresses are aliases of the next.
 */
final class SyntheticLookup implements IdentityLookup {

    private static final String PREFIX = "user-";
    private static final String DOMAIN = "@example.org";

    private final int accounts;
    private final int aliasEvery;
    private final IntFunction<String> key;

    /**
     * @param accounts the number of addresses
     * @param aliasEvery the distance between addresses that are aliases of the next one
     * @param key the key material of an account
     */
    SyntheticLookup(int accounts, int aliasEvery, IntFunction<String> key) {
        this.accounts = accounts;
        this.aliasEvery = aliasEvery;
        this.key = key;
    }

    static String address(int number) {
        return PREFIX + "%07d".formatted(number) + DOMAIN;
    }

    static EmailAddress parsed(int number) {
        return EmailAddress.of(address(number));
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) {
        Map<AddressKey, List<IdentityDocument>> found = new HashMap<>();
        for (AddressKey asked : keys) {
            String address = asked.value();
            if (address.startsWith(PREFIX)) {
                int number = Integer.parseInt(address, PREFIX.length(), address.length() - DOMAIN.length(), 10);
                if (number < accounts) {
                    found.put(asked, List.of(document(number)));
                }
            }
        }
        return found;
    }

    private Identity document(int number) {
        boolean alias = number % aliasEvery == aliasEvery - 1 && number + 1 < accounts;
        return new Identity(
                DocumentId.of("%032x".formatted(number * 7919L)),
                Optional.of(new AccountId("%032x".formatted(number * 104_729L))),
                new AddressKey(address(number)),
                parsed(alias ? number + 1 : number),
                true,
                alias ? CertificateMaterial.NONE : CertificateMaterial.openPgp(List.of(key.apply(number))),
                SenderRule.everybody(),
                false);
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) {
        return Map.of();
    }
}
