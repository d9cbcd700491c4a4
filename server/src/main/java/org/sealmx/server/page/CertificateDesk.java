package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Set;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.Admission;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.server.page.session.Account;

/** Takes certificates for accounts. */
@ThreadSafe
interface CertificateDesk {

    /**
     * Judges what an account holder hands in, and writes it into the directory if it is taken.
     *
     * @param octets of the file
     * @param confirmed the objections that the account holder has read and overruled
     * @return what was taken, or why nothing was and nothing is changed
     * @throws DirectoryUnavailableException when the directory cannot be read or written
     */
    Admission handIn(Account account, byte[] octets, Set<Reason> confirmed) throws DirectoryUnavailableException;
}
