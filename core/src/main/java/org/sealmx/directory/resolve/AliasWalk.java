package org.sealmx.directory.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.SenderRule;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.resolve.ResolutionStep.Found;
import org.sealmx.smtp.EmailAddress;

/**
 * One resolution. It follows the aliases of an address level by level, so that each level takes one call to the
 * backend, and a destination that is reached twice counts with its shortest path. Not thread-safe; used once.
 */
final class AliasWalk {

    private final IdentityFinder finder;
    private final LocalDomains domains;
    private final ResolverSettings settings;
    private final MaterialReader certificates;
    private final ResolutionTrace trace;

    private final Set<EmailAddress> visited = new HashSet<>();
    private final Set<EmailAddress> withMailbox = new HashSet<>();
    private final Map<EmailAddress, Destination> destinations = new LinkedHashMap<>();
    private final List<BlockReason> blocked = new ArrayList<>();

    AliasWalk(
            IdentityFinder finder,
            LocalDomains domains,
            ResolverSettings settings,
            MaterialReader certificates,
            ResolutionTrace trace) {
        this.trace = trace;
        this.finder = finder;
        this.domains = domains;
        this.settings = settings;
        this.certificates = certificates;
    }

    Resolution from(EmailAddress recipient) throws DirectoryUnavailableException {
        List<Step> level = List.of(new Step(recipient, List.of(), List.of()));
        visited.add(recipient);
        Map<EmailAddress, Found> found = find(level);
        List<IdentityDocument> first = documentsOf(recipient, found);
        if (first.isEmpty()) {
            Optional<String> doubt = finder.doubt();
            if (doubt.isPresent()) {
                throw new DirectoryUnavailableException(doubt.get());
            }
            return new Resolution.Unknown();
        }
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > settings.maxAliasDepth()) {
                level.forEach(step -> block(step.address, Optional.empty(), BlockReason.ALIAS_TOO_DEEP));
                break;
            }
            if (depth > 0) {
                found = find(level);
            }
            List<Step> next = new ArrayList<>();
            for (Step step : level) {
                next.addAll(take(step, documentsOf(step.address, found)));
            }
            if (next.size() > settings.maxDestinations() || destinations.size() > settings.maxDestinations()) {
                block(recipient, Optional.empty(), BlockReason.TOO_MANY_DESTINATIONS);
                return new Resolution.Blocked(BlockReason.TOO_MANY_DESTINATIONS);
            }
            level = next;
        }
        return resolution(recipient, ruleOf(first));
    }

    /** Records the mailboxes and dead ends that an address leads to, and returns the further addresses. */
    private List<Step> take(Step step, List<IdentityDocument> documents) {
        List<Identity> identities = documents.stream()
                .filter(Identity.class::isInstance)
                .map(Identity.class::cast)
                .toList();
        boolean account = settings.isDeliverAddress(step.address);
        long mains = account ? 0 : identities.stream().filter(Identity::isMain).count();
        if (documents.isEmpty()) {
            block(
                    step.address,
                    Optional.empty(),
                    finder.doubt().isPresent() ? BlockReason.BROKEN_IDENTITY : BlockReason.UNKNOWN_DESTINATION);
            return List.of();
        }
        if (identities.size() < documents.size() || mains > 1) {
            block(step.address, Optional.empty(), BlockReason.BROKEN_IDENTITY);
            return List.of();
        }
        if (mains > 0) {
            withMailbox.add(step.address);
        }
        List<Step> further = new ArrayList<>();
        for (Identity identity : identities) {
            if (!identity.enabled()) {
                block(step.address, Optional.of(identity), BlockReason.DISABLED);
            } else if (identity.userId().isEmpty()) {
                block(step.address, Optional.of(identity), BlockReason.ORPHANED);
            } else if (!settings.isOurs(identity.destination(), domains)) {
                arrive(step, identity, true);
            } else if (identity.isMain() && !account) {
                arrive(step, identity, false);
            } else {
                // An account's own address is only another name of its main address, and does not determine the key.
                List<Identity> path = account ? step.path : step.pathThrough(identity);
                follow(step, identity, path).ifPresent(further::add);
            }
        }
        return further;
    }

    private void arrive(Step step, Identity identity, boolean remote) {
        trace.made(new ResolutionStep.Arrived(step.address, identity, identity.destination(), remote));
        destinations.putIfAbsent(identity.destination(), new Destination(step.pathThrough(identity), remote));
    }

    private Optional<Step> follow(Step step, Identity identity, List<Identity> path) {
        EmailAddress destination = identity.destination();
        if (visited.add(destination)) {
            trace.made(new ResolutionStep.Followed(step.address, identity, destination));
            return Optional.of(new Step(destination, Step.append(step.passed, step.address), path));
        }
        // An address with a mailbox may list itself, or be listed by its destinations: that is a copy, not a loop.
        if (step.hasPassed(destination) && !withMailbox.contains(destination)) {
            block(step.address, Optional.of(identity), BlockReason.ALIAS_LOOP);
        } else {
            trace.made(new ResolutionStep.FollowedAlready(step.address, identity, destination));
        }
        return Optional.empty();
    }

    private void block(EmailAddress address, Optional<Identity> by, BlockReason reason) {
        trace.made(new ResolutionStep.DeadEnd(address, by, reason));
        blocked.add(reason);
    }

    private Map<EmailAddress, Found> find(List<Step> level) throws DirectoryUnavailableException {
        Map<EmailAddress, Found> found = finder.find(addresses(level));
        found.values().forEach(trace::made);
        return found;
    }

    private static List<IdentityDocument> documentsOf(EmailAddress address, Map<EmailAddress, Found> found) {
        return Optional.ofNullable(found.get(address)).map(Found::documents).orElse(List.of());
    }

    private Resolution resolution(EmailAddress recipient, SenderRule rule) throws DirectoryUnavailableException {
        if (destinations.isEmpty()) {
            if (blocked.isEmpty()) {
                // Neither a dead end nor a mailbox: the aliases only lead to one another.
                block(recipient, Optional.empty(), BlockReason.ALIAS_LOOP);
            }
            return new Resolution.Blocked(reason());
        }
        Set<AccountId> withoutKey = destinations.values().stream()
                .filter(destination -> destination.keyHolder().isEmpty())
                .map(Destination::account)
                .collect(Collectors.toSet());
        Map<AccountId, Identity> mains = finder.mainIdentities(withoutKey);
        List<Route> routes = new ArrayList<>();
        for (Map.Entry<EmailAddress, Destination> reached : destinations.entrySet()) {
            EmailAddress mailbox = reached.getKey();
            Destination destination = reached.getValue();
            Optional<Identity> keyHolder =
                    destination.keyHolder().or(() -> Optional.ofNullable(mains.get(destination.account())));
            trace.made(new ResolutionStep.KeyHolder(mailbox, keyHolder));
            CertificateSource source =
                    certificates.read(keyHolder.map(Identity::keyMaterial).orElse(CertificateMaterial.NONE));
            routes.add(new Route(
                    destination.account(),
                    mailbox,
                    destination.remote,
                    destination.overQuota(),
                    keyHolder.isPresent() ? owned(source, mailbox, destination.account(), keyHolder.get()) : source,
                    destination.remote ? destination.last().id().toString() : Route.UNNAMED));
        }
        return new Resolution.Routes(routes, blocked, rule);
    }

    /**
     * Why there is no mailbox: a broken identity if there is one, since it may hide a mailbox; else the first reason.
     */
    private BlockReason reason() {
        if (blocked.contains(BlockReason.BROKEN_IDENTITY)) {
            return BlockReason.BROKEN_IDENTITY;
        }
        return blocked.get(0);
    }

    /**
     * The certificates as those of the account, by its addresses. The directory is asked for all addresses of the
     * account only if they can make a difference.
     */
    private CertificateSource owned(
            CertificateSource source, EmailAddress mailbox, AccountId account, Identity keyHolder)
            throws DirectoryUnavailableException {
        Set<AddressKey> addresses = new HashSet<>(List.of(AddressKey.of(mailbox)));
        addresses.add(keyHolder.address());
        Predicate<EmailAddress> owns = address -> addresses.contains(AddressKey.of(address));
        if (source.namesOthers(owns)) {
            Set<AccountId> users = new HashSet<>(List.of(account));
            keyHolder.userId().ifPresent(users::add);
            addresses.addAll(finder.addressesOf(users));
        }
        return source.ownedBy(owns);
    }

    /**
     * Who may write to an address that has several documents: every sender that any of them names, and everybody only
     * if none of them names anybody.
     */
    private static SenderRule ruleOf(List<IdentityDocument> documents) {
        List<String> patterns = documents.stream()
                .filter(Identity.class::isInstance)
                .flatMap(identity -> ((Identity) identity).senderRule().patterns().stream())
                .distinct()
                .toList();
        return patterns.isEmpty() ? SenderRule.everybody() : new SenderRule(patterns);
    }

    private static Set<EmailAddress> addresses(List<Step> level) {
        return level.stream().map(step -> step.address).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * A step of the walk.
     *
     * @param address the address that is reached
     * @param passed the addresses before it
     * @param path the identities that led here, in their order
     */
    private record Step(EmailAddress address, List<EmailAddress> passed, List<Identity> path) {

        List<Identity> pathThrough(Identity identity) {
            return append(path, identity);
        }

        boolean hasPassed(EmailAddress other) {
            return address.equals(other) || passed.contains(other);
        }

        private static <T> List<T> append(List<T> list, T element) {
            List<T> longer = new ArrayList<>(list);
            longer.add(element);
            return longer;
        }
    }

    /**
     * The end of a path.
     *
     * @param path the identities that led here: the last is that of the mailbox itself, or the one that names the
     *     remote address
     * @param remote whether the destination is in a domain that is not ours
     */
    private record Destination(List<Identity> path, boolean remote) {

        AccountId account() {
            return last().userId().orElseThrow();
        }

        Identity last() {
            return path.get(path.size() - 1);
        }

        /** The identity with whose certificates the mail is sealed: the first on the path that has any. */
        Optional<Identity> keyHolder() {
            return path.stream()
                    .filter(identity -> !identity.keyMaterial().isEmpty())
                    .findFirst();
        }

        boolean overQuota() {
            return !remote
                    && path.stream()
                            .filter(identity -> identity.userId().equals(Optional.of(account())))
                            .anyMatch(Identity::quotaExceeded);
        }
    }
}
