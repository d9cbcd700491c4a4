package org.sealmx.directory.identity;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.SenderRule;
import org.sealmx.smtp.EmailAddress;

/**
 * An identity document, which says what one address leads to. Several documents may share an address.
 *
 * @param id of the document
 * @param userId the owner; empty when the address is reserved and belongs to nobody
 * @param address the address that senders write to
 * @param destination where the mail goes: the address itself, another address in a domain of ours, or one elsewhere
 * @param enabled whether the identity may be used
 * @param keyMaterial the certificates as written in the document; may be empty
 * @param senderRule who may write to the address
 * @param quotaExceeded whether the account has no room left
 * @param noticeAddress another address of the owner, which is told when mail waits for a certificate; empty when there
 *     is none or it cannot be used
 */
@Immutable
public record Identity(
        DocumentId id,
        Optional<AccountId> userId,
        AddressKey address,
        EmailAddress destination,
        boolean enabled,
        CertificateMaterial keyMaterial,
        SenderRule senderRule,
        boolean quotaExceeded,
        Optional<EmailAddress> noticeAddress)
        implements IdentityDocument {

    /** An identity that names no other address of its owner. */
    public Identity(
            DocumentId id,
            Optional<AccountId> userId,
            AddressKey address,
            EmailAddress destination,
            boolean enabled,
            CertificateMaterial keyMaterial,
            SenderRule senderRule,
            boolean quotaExceeded) {
        this(id, userId, address, destination, enabled, keyMaterial, senderRule, quotaExceeded, Optional.empty());
    }

    @Override
    public Optional<AddressKey> key() {
        return Optional.of(address);
    }

    /** Whether mail for the address ends here, in the mailbox of that name. */
    public boolean isMain() {
        return address.equals(AddressKey.of(destination));
    }

    /**
     * The ids of the main identities among documents of the same address, when there are several. Then nobody can tell
     * whose mail it is.
     */
    public static List<String> severalMains(List<IdentityDocument> documents) {
        List<String> mains = documents.stream()
                .filter(document -> document instanceof Identity identity && identity.isMain())
                .map(main -> main.id().toString())
                .toList();
        return mains.size() > 1 ? mains : List.of();
    }

    /** The same identity, with equal key material that is already in memory. */
    public Identity withKeyMaterial(CertificateMaterial shared) {
        return new Identity(
                id, userId, address, destination, enabled, shared, senderRule, quotaExceeded, noticeAddress);
    }

    /** Only the name of the document: the rest are addresses and keys. */
    @Override
    public String toString() {
        return "Identity[" + id + "]";
    }
}
