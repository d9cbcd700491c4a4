package org.sealmx.directory;

/**
 * The directory answered, and its answer lacks what must be there: a postmaster of each domain of ours. So what it says
 * of others is not believed.
 */
public final class UntrustedAnswerException extends DirectoryUnavailableException {

    /** @param problem what is missing where, without addresses */
    public UntrustedAnswerException(String problem) {
        super(problem);
    }
}
