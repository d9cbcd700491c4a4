package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.smtp.EmailAddress;

/**
 * A directory that tells how it comes to its answers. Implementations pass the tests of
 * {@code ExplainableDirectoryContract}.
 */
@ThreadSafe
public interface ExplainableDirectory extends RecipientDirectory {

    /**
     * Resolves an address as {@link #resolve(EmailAddress)} does, but always asks the directory itself, past what is
     * held in memory, and keeps nothing.
     *
     * @param trace gets each step, those before an exception included
     * @throws DirectoryUnavailableException when the directory cannot answer now
     */
    Resolution resolve(EmailAddress recipient, ResolutionTrace trace) throws DirectoryUnavailableException;

    /** What is held in memory about an address. Asks nobody, and changes nothing. */
    HeldAnswer held(EmailAddress recipient);
}
