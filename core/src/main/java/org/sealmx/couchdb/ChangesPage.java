package org.sealmx.couchdb;

import java.util.List;

/**
 * Some changes of a database.
 *
 * @param changes in their order
 * @param lastSequence after which further changes follow; opaque
 */
public record ChangesPage(List<Change> changes, String lastSequence) {

    /** Takes a copy of the list. */
    public ChangesPage {
        changes = List.copyOf(changes);
    }
}
