package org.sealmx.directory;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import org.sealmx.smtp.EmailAddress;

/** Finds the mailboxes of an address. Implementations pass the tests of {@code RecipientDirectoryContract}. */
@ThreadSafe
public interface RecipientDirectory extends AutoCloseable, DirectoryHealth {

    /**
     * Resolves an address via the recipient delimiter, aliases and catch-all to the mailboxes that its mail goes to.
     * Letter case does not matter.
     *
     * @throws DirectoryUnavailableException when the directory cannot answer now; then nothing is known about the
     *     address
     */
    Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException;

    /** Empty, for a directory whose faults all show at once. */
    @Override
    default List<String> problems() {
        return List.of();
    }

    /** Stops watching for changes and closes connections. May be called more than once. */
    @Override
    void close();
}
