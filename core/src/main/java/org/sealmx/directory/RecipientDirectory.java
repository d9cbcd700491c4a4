package org.sealmx.directory;

import java.util.List;
import org.sealmx.smtp.EmailAddress;

/**
 * Who is behind an address. Implementations are safe for use by several threads. Every implementation passes the tests
 * of {@code RecipientDirectoryContract}.
 */
public interface RecipientDirectory extends AutoCloseable, DirectoryHealth {

    /**
     * Resolves an address through recipient delimiter, aliases and catch-all to the mailboxes where its mail goes.
     * Letter case does not matter.
     *
     * @throws DirectoryUnavailableException when the directory cannot answer now; nothing is known about the address
     *     then
     */
    Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException;

    /** None, for a directory in which nothing can go wrong that would not be seen at once. */
    @Override
    default List<String> problems() {
        return List.of();
    }

    /** Ends watching and connections. May be called more than once. */
    @Override
    void close();
}
