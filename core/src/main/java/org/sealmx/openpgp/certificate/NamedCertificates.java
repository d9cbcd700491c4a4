package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.smtp.EmailAddress;

/**
 * Several certificates of an account, with the addresses in their user IDs. A keyring that was pasted as the account's
 * key contains certificates of other people. As long as the account's addresses are not known, every certificate
 * counts.
 */
@Immutable
final class NamedCertificates implements CertificateSource {

    private static final int LISTED = 3;
    private static final int HEADERS = 64;
    private static final int OF_EACH = 64;
    private static final int OF_EACH_NAME = 128;

    /**
     * One certificate, or an unreadable text that may have been one.
     *
     * @param timeline its evaluations
     * @param fingerprint its fingerprint; empty when it cannot be read
     * @param names the addresses in its user IDs; if empty, its owner is unknown
     */
    @Immutable
    record One(PackedTimeline timeline, Optional<String> fingerprint, Set<EmailAddress> names) {

        /** Takes a copy. */
        One {
            names = Set.copyOf(names);
        }

        boolean isStranger(Predicate<EmailAddress> owns) {
            return !names.isEmpty() && names.stream().noneMatch(owns);
        }
    }

    private final PackedTimeline all;
    private final List<One> each;
    private final List<String> remarks;

    /**
     * @param all the evaluations of all certificates together
     * @param each the individual certificates
     * @param remarks remarks about the rest of the material
     */
    NamedCertificates(PackedTimeline all, List<One> each, List<String> remarks) {
        this.all = all;
        this.each = List.copyOf(each);
        this.remarks = List.copyOf(remarks);
    }

    @Override
    public CertificateEvaluation evaluate(Instant at) {
        return all.evaluate(at);
    }

    @Override
    public Optional<Instant> nextChange(Instant after) {
        return all.nextChange(after);
    }

    @Override
    public boolean namesOthers(Predicate<EmailAddress> owns) {
        return each.size() > 1 && each.stream().anyMatch(one -> one.isStranger(owns));
    }

    @Override
    public CertificateSource ownedBy(Predicate<EmailAddress> owns) {
        List<String> strangers = each.stream()
                .filter(one -> one.isStranger(owns))
                .flatMap(one -> one.fingerprint().stream())
                .toList();
        List<String> found = new ArrayList<>(remarks);
        if (each.size() > 1 && !strangers.isEmpty()) {
            found.add(words(strangers));
        }
        List<PackedTimeline> own = each.stream()
                .filter(one -> !one.isStranger(owns))
                .map(One::timeline)
                .toList();
        boolean mixed = !own.isEmpty() && own.size() < each.size();
        return new OwnedCertificates(all, mixed ? own : List.of(), found).simplest();
    }

    private String words(List<String> strangers) {
        long certificates =
                each.stream().filter(one -> one.fingerprint().isPresent()).count();
        return certificates + (certificates == 1 ? " certificate, " : " certificates, ") + strangers.size()
                + (strangers.size() == 1 ? " of them names" : " of them name") + " other addresses: fingerprint "
                + strangers.stream().limit(LISTED).collect(Collectors.joining(", "))
                + (strangers.size() > LISTED ? ", ..." : "");
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public long footprint() {
        return HEADERS
                + all.footprint()
                + each.stream()
                        .mapToLong(one -> OF_EACH
                                + one.timeline().footprint()
                                + OF_EACH_NAME * (long) one.names().size())
                        .sum()
                + OwnedCertificates.footprint(remarks);
    }
}
