package org.sealmx.explain;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.smtp.EmailAddress;

/**
 * One answer of a directory, or its failure, for several questions to the policy: so that all of them are about the
 * same answer.
 */
@ThreadSafe
final class OneAnswer implements RecipientDirectory {

    /** A look-up. */
    @FunctionalInterface
    interface LookUp {
        Resolution get() throws DirectoryUnavailableException;
    }

    private final Optional<Resolution> answer;

    @SuppressWarnings("ThreadSafe") // an exception, which nobody changes
    private final Optional<DirectoryUnavailableException> outage;

    private OneAnswer(Optional<Resolution> answer, Optional<DirectoryUnavailableException> outage) {
        this.answer = answer;
        this.outage = outage;
    }

    /** Looks up once. */
    static OneAnswer of(LookUp lookUp) {
        try {
            return new OneAnswer(Optional.of(lookUp.get()), Optional.empty());
        } catch (DirectoryUnavailableException e) {
            return new OneAnswer(Optional.empty(), Optional.of(e));
        } catch (RuntimeException e) {
            return new OneAnswer(
                    Optional.empty(), Optional.of(new DirectoryUnavailableException(Collector.problem(e), e)));
        }
    }

    @Override
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        if (outage.isPresent()) {
            throw outage.get();
        }
        return answer.orElseThrow();
    }

    /** The answer; empty when the directory did not give one. */
    Optional<Resolution> answer() {
        return answer;
    }

    /** Why there is no answer. */
    Optional<String> outage() {
        return outage.map(problem -> String.valueOf(problem.getMessage()));
    }

    @Override
    public void close() {
        // nothing is open
    }
}
