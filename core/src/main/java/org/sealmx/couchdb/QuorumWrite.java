package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sealmx.http.Dialect.Step;
import org.sealmx.http.HttpNodes;
import org.sealmx.http.Json;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.RequestBody;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * Writes a new document so that success means that a quorum of copies has it. For {@code new_edits:false}, a cluster
 * answers 201 even when only one copy was written. A plain write is answered with 201 or 202 correctly, but it would
 * create a deleted document again, so this reads the document first.
 */
final class QuorumWrite implements HttpNodes.Conversation<Boolean> {

    /** Reads from all copies, so that a quorum of copies that lack the document does not hide the one that has it. */
    private static final String ALL_COPIES = "r=1000";

    private final NodeRequest look;
    private final NodeRequest write;

    /**
     * @param path the path of the document
     * @param body the document, without a revision
     */
    QuorumWrite(String path, RequestBody body) {
        this.look = NodeRequest.get(path, ALL_COPIES);
        this.write = NodeRequest.put(path, body);
    }

    /** The request that writes the document, which also determines the deadline. */
    NodeRequest request() {
        return write;
    }

    /**
     * Makes one attempt at one node. When this returns, a quorum of copies has the document, or its owner has deleted
     * it.
     *
     * @throws ServerException UNAVAILABLE when fewer copies have it; another attempt may find more
     */
    @Override
    public Boolean at(Step step) throws ServerException {
        switch (state(step)) {
            case MISSING -> write(step);
            case THERE -> confirm(step);
            case DELETED -> {
                // Its owner has fetched it.
            }
        }
        return true;
    }

    private enum State {
        MISSING,
        THERE,
        DELETED
    }

    private State state(Step step) throws ServerException {
        try {
            read(step);
            return State.THERE;
        } catch (ServerException e) {
            if (Answers.isDeletedDocument(e)) {
                return State.DELETED;
            }
            if (Answers.isMissingDocument(e)) {
                return State.MISSING;
            }
            throw e;
        }
    }

    private ObjectNode read(Step step) throws ServerException {
        ObjectNode document = Json.object(step.send(look), look);
        if (!document.path("_rev").isTextual()) {
            throw Answers.nonsense("no document in the answer to " + look);
        }
        return document;
    }

    private void write(Step step) throws ServerException {
        try {
            Answers.stored(step.send(write), write);
        } catch (ServerException e) {
            if (e.status().orElse(0) != 409) {
                throw e;
            }
            // Another writer, or an earlier attempt that timed out, has written it since.
            confirm(step);
        }
    }

    /**
     * Finds out whether a quorum of copies has an existing document, which neither a read nor a 409 tells. Writes the
     * document over itself, with stubs for its attachments, which only the copies that have the document accept.
     */
    private void confirm(Step step) throws ServerException {
        try {
            NodeRequest request = NodeRequest.put(write.path(), RequestBody.of(read(step)));
            Answers.stored(step.send(request), request);
        } catch (ServerException e) {
            if (e.kind() == Kind.CONFLICT) {
                throw ServerException.unavailable("the copies of the document differ: " + write, e);
            }
            if (!Answers.isDeletedDocument(e)) {
                throw e;
            }
        }
    }
}
