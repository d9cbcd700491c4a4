package org.sealmx.directory.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.AliasResolver;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DeadEnds;
import org.sealmx.directory.DeadEnds.DeadEnd;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.PostmasterCheck;

/**
 * Content of the file that mail is answered from. Immutable.
 *
 * @param generation how many came into force so far
 * @param snapshot   the documents
 * @param resolver   resolves over the documents
 * @param deadEnds   the postmasters that cannot receive mail
 */
record ContentInForce(long generation, Snapshot snapshot, AliasResolver resolver, List<DeadPostmaster> deadEnds) {

    /**
     * A postmaster whose mail goes nowhere.
     *
     * @param domain   of the postmaster
     * @param nameless what is wrong, without addresses
     * @param sentence what is wrong and what to do, with addresses
     */
    record DeadPostmaster(String domain, String nameless, String sentence) {}

    /** Takes a copy. */
    ContentInForce {
        deadEnds = List.copyOf(deadEnds);
    }

    /**
     * What start and each reload ask of content before it comes into force.
     *
     * @throws DirectoryConfigurationException when it is broken as a whole
     */
    static ContentInForce of(FileParts parts, long generation, Snapshot snapshot)
            throws DirectoryConfigurationException {
        AliasResolver resolver = parts.resolver(snapshot);
        try {
            PostmasterCheck.Result postmasters = PostmasterCheck.of(resolver, parts.domains());
            parts.acceptance().require(postmasters, parts.place());
            DeadEnds search = new DeadEnds(snapshot, parts.domains(), parts.resolution());
            List<DeadPostmaster> dead = new ArrayList<>();
            for (String domain : postmasters.blocked().keySet()) {
                dead.add(deadPostmaster(
                        domain,
                        Optional.ofNullable(postmasters.blocked().get(domain)).orElseThrow(),
                        search.from(PostmasterCheck.postmasterOf(domain))));
            }
            return new ContentInForce(generation, snapshot, resolver, dead);
        } catch (DirectoryUnavailableException e) {
            throw new DirectoryConfigurationException(parts.place() + ": " + e.getMessage(), e);
        }
    }

    private static DeadPostmaster deadPostmaster(String domain, BlockReason reason, Optional<DeadEnd> end) {
        DeadEnd found = end.orElseGet(() -> new DeadEnd(PostmasterCheck.postmasterOf(domain), reason.words()));
        return new DeadPostmaster(domain, found.problem(), found.sentence(PostmasterCheck.postmasterOf(domain)));
    }
}
