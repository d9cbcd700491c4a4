package org.sealmx.directory.edit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smtp.EmailAddress;

/** Adds, disables, enables and removes the identities of addresses. */
@ThreadSafe
public final class IdentityEdits {

    private static final String ENABLED = "enabled";

    /** In the record: an alias was added to an address with a mailbox, whose mail is copied from then on. */
    private static final String COPIES_MAILBOX = "copies_mailbox";

    /** In the record: an alias was added that leads back to itself. */
    private static final String CLOSES_LOOP = "closes_loop";

    /** Of an address that nobody has, for what a catch-all does. */
    private static final String ANY_LOCAL_PART = "caught-by-catch-all";

    private final DirectoryEditor directory;
    private final LocalDomains domains;
    private final Postmasters postmasters;
    private final AliasLoops loops;
    private final DirectoryAudit audit;

    /**
     * @param directory is read and changed
     * @param domains our domains
     * @param resolver how addresses are resolved
     * @param audit records each change
     */
    public IdentityEdits(
            DirectoryEditor directory, LocalDomains domains, ResolverSettings resolver, DirectoryAudit audit) {
        this.directory = directory;
        this.domains = domains;
        this.postmasters = new Postmasters(domains, directory);
        this.loops = new AliasLoops(domains, resolver);
        this.audit = audit;
    }

    /**
     * Adds the main identity of an account, without certificates or with some.
     *
     * @param address of ours, for which there is no document yet
     * @param account the owner
     * @param certificates those that it has, which were judged before
     * @throws EditRefusedException when the address has a document, or is not ours
     */
    public DirectoryChange add(
            EmailAddress address, AccountId account, Optional<Admission.Taken> certificates, Actor by)
            throws EditRefusedException, DirectoryUnavailableException {
        AddressKey key = AddressKey.of(address);
        requireOurs(key);
        ObjectNode document = document(key, address, account, certificates.map(Admission.Taken::material));
        return insert(key, document, by, existing -> {
            if (!existing.isEmpty()) {
                throw new EditRefusedException("the address has an identity already (" + names(existing)
                        + "), which somebody else may just have added; to put a certificate into it, run add with the"
                        + " certificate again, without --account");
            }
            return certificates.map(Admission.Taken::overruledWords).orElse(List.of());
        });
    }

    /**
     * Adds an alias: mail for the address goes to the destination as well.
     *
     * @param address of ours, or the catch-all of a domain of ours
     * @param destination of ours, then it must exist, or elsewhere, then mail is forwarded
     * @param account the owner; empty for the owner of the destination
     * @param force whether the address may have a mailbox, too, whose mail is then copied, and whether the destination
     *     may lead back to the address
     * @throws EditRefusedException when it is there already, the address has a mailbox, mail for it would go round in a
     *     circle, or the owner is not known
     */
    public DirectoryChange alias(
            AddressKey address, EmailAddress destination, Optional<AccountId> account, boolean force, Actor by)
            throws EditRefusedException, DirectoryUnavailableException {
        requireOurs(address);
        if (address.equals(AddressKey.of(destination))) {
            throw new EditRefusedException("an alias leads to another address");
        }
        AccountId owner = account.isPresent() ? account.get() : ownerOf(destination, address);
        if (account.isPresent() && domains.contains(destination)) {
            ownerOf(destination, address);
        }
        ObjectNode document = document(address, destination, owner, Optional.empty());
        boolean loop =
                loops.wouldMeetOne(probe(address), StoredDocument.of(document), keys -> documentsOf(keys, address));
        return insert(address, document, by, existing -> {
            if (existing.stream()
                    .anyMatch(one -> AddressKey.of(one.destination()).equals(AddressKey.of(destination)))) {
                throw new EditRefusedException("the address leads there already");
            }
            boolean mailbox = existing.stream().anyMatch(Identity::isMain);
            if (mailbox && !force) {
                throw new EditRefusedException("the address has a mailbox, whose mail would go to the destination as"
                        + " well; use --force if that is meant");
            }
            if (loop && !force) {
                throw new EditRefusedException("the destination leads back to the address, or into a circle of aliases,"
                        + " and mail that goes round is refused (550 5.4.6); use --force if you break the circle"
                        + " afterwards");
            }
            List<String> overruled = new ArrayList<>();
            if (mailbox) {
                overruled.add(COPIES_MAILBOX);
            }
            if (loop) {
                overruled.add(CLOSES_LOOP);
            }
            return overruled;
        });
    }

    private AccountId ownerOf(EmailAddress destination, AddressKey alias)
            throws EditRefusedException, DirectoryUnavailableException {
        if (!domains.contains(destination)) {
            throw new EditRefusedException(
                    "the destination is elsewhere, so name the account that the alias belongs to" + " (--account)");
        }
        return identities(documentsOf(AddressKey.of(destination), alias)).stream()
                .flatMap(identity -> identity.userId().stream())
                .findFirst()
                .orElseThrow(() -> new EditRefusedException(
                        "the destination does not exist, or has no account;" + " add it first"));
    }

    /**
     * The documents of an address that an alias leads to. A directory without a postmaster is not trusted, and so could
     * never get one that leads to somebody: when it is a postmaster that is added, or a catch-all, which takes the mail
     * of one, every document is read instead.
     */
    private List<StoredDocument> documentsOf(AddressKey key, AddressKey alias) throws DirectoryUnavailableException {
        try {
            return directory.find(key);
        } catch (UntrustedAnswerException e) {
            if (!postmasters.mayGoBy(alias)) {
                throw e;
            }
            Set<AddressKey> missing = Set.of(Postmasters.of(alias.domain()), AddressKey.catchAll(alias.domain()));
            List<StoredDocument> found = new ArrayList<>();
            Set<DocumentId> there = new LinkedHashSet<>();
            directory.forEach(stored -> {
                Optional<AddressKey> of = IdentityParser.parse(stored).flatMap(IdentityDocument::key);
                of.filter(key::equals).ifPresent(same -> found.add(stored));
                of.filter(missing::contains).ifPresent(same -> there.add(stored.id()));
            });
            if (there.isEmpty()) {
                return found;
            }
            // it is the answer that is wrong
            throw e;
        }
    }

    private Map<AddressKey, List<StoredDocument>> documentsOf(Set<AddressKey> keys, AddressKey alias)
            throws DirectoryUnavailableException {
        if (!postmasters.mayGoBy(alias)) {
            return directory.findEach(keys);
        }
        Map<AddressKey, List<StoredDocument>> found = new HashMap<>();
        for (AddressKey key : keys) {
            found.put(key, documentsOf(key, alias));
        }
        return found;
    }

    /** Judges the identities that an address has, and says which objections force has overruled. */
    @FunctionalInterface
    private interface Judgement {
        List<String> on(List<Identity> existing) throws EditRefusedException;
    }

    private DirectoryChange insert(AddressKey address, ObjectNode document, Actor by, Judgement judgement)
            throws EditRefusedException, DirectoryUnavailableException {
        List<String> overruled = new ArrayList<>();
        DirectoryChange change = directory.edit(address, documents -> {
            overruled.clear();
            overruled.addAll(judgement.on(identities(documents)));
            return new Edit.Insert(document);
        });
        audit.changed(by, DirectoryAudit.Action.ADD, address, change, overruled);
        return change;
    }

    private static ObjectNode document(
            AddressKey address, EmailAddress destination, AccountId account, Optional<NewMaterial> material) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("_id", idOf(address, destination))
                .put("type", "Identity")
                .put("user_id", account.value())
                .put("address", address.written())
                .put("destination", AddressKey.of(destination).written())
                .put(ENABLED, true);
        ObjectNode keys = document.putObject("keys");
        material.ifPresent(certificates -> keys.put(certificates.field(), certificates.text()));
        return document;
    }

    /** The main identity of an address before it has certificates. */
    static StoredDocument empty(EmailAddress address) {
        return StoredDocument.of(document(AddressKey.of(address), address, new AccountId("new"), Optional.empty()));
    }

    /** The same for the same addresses, so that two who add one at the same time cannot both succeed. */
    private static String idOf(AddressKey address, EmailAddress destination) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((address.value() + "\n" + destination.canonical()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Has mail for an address refused, or accepted again. The address may have several documents, which are changed one
     * after the other.
     *
     * @param enabled whether mail is accepted
     * @return what was changed, each document
     * @throws EditRefusedException when the address has no document, is enabled (disabled) already, or mail for the
     *     postmaster would be refused
     */
    public List<DirectoryChange> setEnabled(AddressKey address, boolean enabled, Actor by)
            throws EditRefusedException, DirectoryUnavailableException {
        Optional<String> needed = enabled ? Optional.empty() : postmasters.whyNeeded(address);
        if (needed.isPresent()) {
            throw new EditRefusedException(needed.get());
        }
        DirectoryAudit.Action action = enabled ? DirectoryAudit.Action.ENABLE : DirectoryAudit.Action.DISABLE;
        return new EachDocument(directory, audit)
                .change(
                        address,
                        existing -> {},
                        identity -> identity.enabled() != enabled,
                        "the address is " + (enabled ? "enabled" : "disabled") + " already",
                        action,
                        stored -> new Edit.Replace(
                                stored,
                                ((ObjectNode) stored.content()).deepCopy().put(ENABLED, enabled)),
                        by);
    }

    /**
     * Removes the documents of an address, or the one with a destination. The address may then be given to somebody
     * else, who gets mail that is meant for its former owner; to prevent that, disable it instead.
     *
     * @param destination only the document that leads there; empty for all
     * @return what was removed
     * @throws EditRefusedException when there is no such document, others lead to the address, or it is the last one of
     *     a postmaster that takes mail
     */
    public List<DirectoryChange> remove(AddressKey address, Optional<EmailAddress> destination, Actor by)
            throws EditRefusedException, DirectoryUnavailableException {
        Optional<String> needed = postmasters.whyNeeded(address);
        if (destination.isEmpty() && needed.isPresent()) {
            throw new EditRefusedException(needed.get());
        }
        Predicate<Identity> leaves = identity ->
                destination.isEmpty() || AddressKey.of(identity.destination()).equals(AddressKey.of(destination.get()));
        boolean all = destination.isEmpty()
                || identities(directory.find(address)).stream().allMatch(leaves);
        if (all && !postmasters.includes(address)) {
            requireNothingLeadsTo(address);
        }
        return new EachDocument(directory, audit)
                .change(
                        address,
                        existing -> {
                            if (needed.isPresent()
                                    && existing.stream().filter(leaves.negate()).noneMatch(IdentityEdits::takesMail)) {
                                throw new EditRefusedException(needed.get());
                            }
                        },
                        leaves,
                        destination.isEmpty() ? EachDocument.NO_IDENTITY : "the address does not lead there",
                        DirectoryAudit.Action.REMOVE,
                        Edit.Delete::new,
                        by);
    }

    /** @throws EditRefusedException when the domain of the address is not one of ours */
    public void requireOurs(AddressKey address) throws EditRefusedException {
        if (!domains.contains(address.domain())) {
            throw new EditRefusedException("the domain of the address is not ours; our domains are "
                    + String.join(", ", domains.names()) + " (domains, --domain)");
        }
    }

    private static boolean takesMail(Identity identity) {
        return identity.enabled() && identity.userId().isPresent();
    }

    /** An address whose mail goes by the key. */
    private static EmailAddress probe(AddressKey key) {
        return key.address().orElseGet(() -> EmailAddress.of(ANY_LOCAL_PART + key.value()));
    }

    private void requireNothingLeadsTo(AddressKey key) throws EditRefusedException, DirectoryUnavailableException {
        Set<DocumentId> leading = new LinkedHashSet<>();
        directory.forEach(stored -> {
            if (IdentityParser.parse(stored).orElse(null) instanceof Identity identity
                    && !identity.address().equals(key)
                    && AddressKey.of(identity.destination()).equals(key)) {
                leading.add(identity.id());
            }
        });
        if (!leading.isEmpty()) {
            throw new EditRefusedException("other addresses lead to this one; remove them first: "
                    + names(leading.stream().map(DocumentId::toString).toList(), leading.size())
                    + " (list shows which addresses these are)");
        }
    }

    /** @throws EditRefusedException when one of them is broken */
    static List<Identity> identities(List<StoredDocument> documents) throws EditRefusedException {
        List<Identity> identities = new ArrayList<>();
        for (StoredDocument stored : documents) {
            Optional<IdentityDocument> document = IdentityParser.parse(stored);
            if (document.orElse(null) instanceof BrokenIdentity broken) {
                throw new EditRefusedException(
                        "the address has a broken identity; repair it first: " + broken.describe());
            }
            if (document.orElse(null) instanceof Identity identity) {
                identities.add(identity);
            }
        }
        return identities;
    }

    private static String names(List<Identity> identities) {
        return names(
                identities.stream().map(identity -> identity.id().toString()).toList(), identities.size());
    }

    static String names(List<String> ids, int count) {
        return "identity " + String.join(", ", ids.subList(0, Math.min(5, ids.size()))) + (count > 5 ? ", ..." : "");
    }
}
