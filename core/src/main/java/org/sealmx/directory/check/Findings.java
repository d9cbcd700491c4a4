package org.sealmx.directory.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.Printable;
import org.sealmx.directory.check.DirectoryReport.Finding;

/** Counts findings and keeps the first of them. Not thread-safe. */
final class Findings {

    private final List<Finding> first = new ArrayList<>();
    private long count;

    /**
     * Adds a finding, made printable: the author of a document chose its id and address, which must not move the
     * cursor.
     */
    void add(Optional<DocumentId> id, Optional<String> address, String problem) {
        count++;
        if (first.size() < DocumentCheck.MAX_FINDINGS) {
            first.add(new Finding(
                    id.map(DocumentId::toString).map(Printable::line),
                    address.map(Printable::line),
                    Printable.sentence(problem)));
        }
    }

    List<Finding> first() {
        return first;
    }

    long count() {
        return count;
    }
}
