package org.sealmx.directory.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;

/**
 * The one document of an address that holds its certificates.
 *
 * @param stored as it is stored
 * @param identity as it is understood
 */
record KeyDocument(StoredDocument stored, Identity identity) {

    private static final String KEYS = "keys";
    private static final String CONFLICTS = "_conflicts";

    /** An address has no such document. */
    static final class UnsuitableException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Objection objection;

        private UnsuitableException(Reason reason, String words) {
            super(words);
            this.objection = new Objection(reason, words);
        }

        Objection objection() {
            return objection;
        }
    }

    /**
     * The document of an address that has its mailbox, else the only one.
     *
     * @throws UnsuitableException when there is none, or several that could be meant, or it is broken or in conflict
     */
    static KeyDocument in(List<StoredDocument> documents) throws UnsuitableException {
        List<KeyDocument> all = new ArrayList<>();
        for (StoredDocument stored : documents) {
            Optional<IdentityDocument> parsed = IdentityParser.parse(stored);
            if (parsed.orElse(null) instanceof BrokenIdentity broken) {
                throw new UnsuitableException(
                        Reason.DOCUMENT, "the address has a broken identity; repair it first: " + broken.describe());
            }
            if (stored.content().path(CONFLICTS).size() > 0) {
                throw new UnsuitableException(
                        Reason.DOCUMENT,
                        "identity " + stored.id() + " is in conflict in CouchDB; delete the other revisions first");
            }
            if (parsed.orElse(null) instanceof Identity identity) {
                all.add(new KeyDocument(stored, identity));
            }
        }
        List<KeyDocument> mains =
                all.stream().filter(one -> one.identity.isMain()).toList();
        List<KeyDocument> candidates = mains.isEmpty() ? all : mains;
        if (candidates.isEmpty()) {
            throw new UnsuitableException(Reason.ADDRESS, "the directory has no identity for the address; add it first");
        }
        if (candidates.size() > 1) {
            throw new UnsuitableException(
                    Reason.ADDRESS,
                    "the address has " + candidates.size()
                            + (mains.isEmpty() ? " destinations; name one of them instead" : " main identities; remove all but one"));
        }
        return candidates.get(0);
    }

    /** Whether it has a certificate of any kind. */
    boolean hasCertificates() {
        return !identity.keyMaterial().isEmpty();
    }

    /** The document with other certificates, of one kind; everything else stays as it is. */
    ObjectNode with(NewMaterial material) {
        ObjectNode document = withoutCertificates();
        JsonNode before = stored.content().path(KEYS).path(material.field());
        ObjectNode keys = document.path(KEYS) instanceof ObjectNode object ? object : document.putObject(KEYS);
        // leap_web's form has the text in an object
        if (before instanceof ObjectNode object && !object.has("revoked")) {
            keys.set(material.field(), object.deepCopy().put("value", material.text()));
        } else {
            keys.set(material.field(), JsonNodeFactory.instance.textNode(material.text()));
        }
        return document;
    }

    /** The document without certificates of either kind. */
    ObjectNode withoutCertificates() {
        ObjectNode document = ((ObjectNode) stored.content()).deepCopy();
        if (document.path(KEYS) instanceof ObjectNode keys) {
            keys.remove(List.of(NewMaterial.OPENPGP, NewMaterial.SMIME));
        }
        return document;
    }
}
