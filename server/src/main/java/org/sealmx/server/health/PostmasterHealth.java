package org.sealmx.server.health;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.resolve.PostmasterCheck;

/**
 * The problems of a directory that does not know all its documents: those that it reports itself, and the postmasters
 * that cannot receive mail. They are looked up like any recipient, so a directory with a cache answers from the cache.
 */
@ThreadSafe
public final class PostmasterHealth implements DirectoryHealth {

    private final RecipientDirectory directory;
    private final LocalDomains domains;

    /**
     * @param directory the directory; stays open, its owner closes it
     * @param domains which domains are ours
     */
    public PostmasterHealth(RecipientDirectory directory, LocalDomains domains) {
        this.directory = directory;
        this.domains = domains;
    }

    /** What the directory reports itself; the postmasters are left out, since they would have to be looked up. */
    @Override
    public List<String> problems() {
        return directory.problems();
    }

    @Override
    public Duration lag() {
        return directory.lag();
    }

    @Override
    public List<String> lookForProblems() {
        List<String> problems = new ArrayList<>(directory.lookForProblems());
        try {
            PostmasterCheck.Result postmasters = PostmasterCheck.of(directory::resolve, domains);
            postmasters.missing().forEach(domain -> problems.add("the domain " + domain + " has no postmaster@"));
            postmasters
                    .blocked()
                    .forEach((domain, reason) ->
                            problems.add("postmaster@ of " + domain + " cannot receive mail: " + reason.words()));
        } catch (DirectoryUnavailableException e) {
            problems.add("the postmasters cannot be looked up: " + e.getMessage());
        }
        return problems;
    }
}
