package org.sealmx.directory.file;

import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.resolve.AliasResolver;
import org.sealmx.directory.resolve.DeadEnds;
import org.sealmx.directory.resolve.PostmasterCheck;

/**
 * The content of the file from which SealMX answers.
 *
 * @param snapshot the documents
 * @param resolver resolves over the documents
 * @param deadEnds the postmasters that cannot receive mail
 * @param since when the file was read
 */
@ThreadSafe
record ContentInForce(
        Snapshot snapshot,
        AliasResolver resolver,
        // The constructor copies the list.
        @SuppressWarnings("ThreadSafe") List<DeadPostmaster> deadEnds,
        Instant since) {

    /**
     * A postmaster whose mail goes nowhere.
     *
     * @param domain of the postmaster
     * @param problem what is wrong, without addresses
     */
    @Immutable
    record DeadPostmaster(String domain, String problem) {

        @Override
        public String toString() {
            return "postmaster@ of " + domain + " cannot receive mail: " + problem;
        }
    }

    /** Copies the list. */
    ContentInForce {
        deadEnds = List.copyOf(deadEnds);
    }

    /**
     * Checks content before it comes into force, at the start and at each reload.
     *
     * @throws DirectoryConfigurationException when the content as a whole is broken
     */
    static ContentInForce of(FileParts parts, Snapshot snapshot) throws DirectoryConfigurationException {
        AliasResolver resolver = parts.resolver(snapshot);
        try {
            PostmasterCheck.Result postmasters = PostmasterCheck.of(resolver, parts.domains());
            parts.acceptance().require(postmasters, parts.place());
            DeadEnds search = new DeadEnds(snapshot, parts.domains(), parts.resolution());
            List<DeadPostmaster> dead = new ArrayList<>();
            for (Map.Entry<String, BlockReason> blocked : postmasters.blocked().entrySet()) {
                String problem = search.from(PostmasterCheck.postmasterOf(blocked.getKey()))
                        .map(DeadEnds.DeadEnd::problem)
                        .orElse(blocked.getValue().words());
                dead.add(new DeadPostmaster(blocked.getKey(), problem));
            }
            return new ContentInForce(snapshot, resolver, dead, parts.clock().instant());
        } catch (DirectoryUnavailableException e) {
            throw new DirectoryConfigurationException(parts.place() + ": " + e.getMessage(), e);
        }
    }
}
