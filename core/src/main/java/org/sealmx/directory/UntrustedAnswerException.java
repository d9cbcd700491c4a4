package org.sealmx.directory;

/**
 * The directory answered, but its answer lacks something that must exist: a postmaster for each domain of ours. So
 * nothing that it says about other addresses is trusted.
 */
public final class UntrustedAnswerException extends DirectoryUnavailableException {

    /** @param problem what is missing and where, without addresses */
    public UntrustedAnswerException(String problem) {
        super(problem);
    }
}
