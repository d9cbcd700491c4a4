package org.sealmx.directory.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sealmx.directory.identity.StoredDocument;

/** A change of one document. */
public sealed interface Edit {

    /**
     * A new document.
     *
     * @param document with {@code _id}
     */
    record Insert(ObjectNode document) implements Edit {}

    /**
     * A document with other content.
     *
     * @param before one of those that the decision was given
     * @param after with the same {@code _id} and {@code _rev}, if it has them
     */
    record Replace(StoredDocument before, ObjectNode after) implements Edit {}

    /**
     * A document less.
     *
     * @param before one of those that the decision was given
     */
    record Delete(StoredDocument before) implements Edit {}
}
