package org.sealmx.couchdb;

import java.util.List;

/**
 * A page of a database's changes.
 *
 * @param changes the changes, in the order of the feed
 * @param lastSequence the position in the feed, after which later changes follow; opaque
 */
public record ChangesPage(List<Change> changes, String lastSequence) {

    /** Copies the list. */
    public ChangesPage {
        changes = List.copyOf(changes);
    }
}
