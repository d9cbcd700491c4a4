package org.sealmx.directory.edit;

import java.util.List;
import org.sealmx.directory.identity.StoredDocument;

/** Decides what to change about the documents of an address. A pure function. */
@FunctionalInterface
public interface EditDecision {

    /**
     * Decides.
     *
     * @param documents those of the address, as they are now; not to be changed
     * @return the change
     * @throws EditRefusedException to change nothing
     */
    Edit on(List<StoredDocument> documents) throws EditRefusedException;
}
