package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Set;
import javax.inject.Inject;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.Actor;
import org.sealmx.directory.edit.Admission;
import org.sealmx.directory.edit.CertificateEdits;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.server.page.session.Account;

/** Writes certificates into the directory of the server. */
@ThreadSafe
final class DirectoryDesk implements CertificateDesk {

    private static final String WAY = "page";

    private final CertificateEdits edits;

    @Inject
    DirectoryDesk(CertificateEdits edits) {
        this.edits = edits;
    }

    @Override
    public Admission handIn(Account account, byte[] octets, Set<Reason> confirmed)
            throws DirectoryUnavailableException {
        return edits.put(AddressKey.of(account.address()), octets, confirmed, new Actor(WAY, account.user()));
    }
}
