package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.sealmx.directory.DocumentId;

/**
 * What was changed, for whoever keeps a record of it.
 *
 * @param document the id of the document
 * @param before the fingerprints of the certificates that it held; empty for a new one
 * @param after the fingerprints that it holds now; empty when it is gone
 */
@Immutable
public record DirectoryChange(DocumentId document, List<String> before, List<String> after) {

    /** Copies the lists. */
    public DirectoryChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
