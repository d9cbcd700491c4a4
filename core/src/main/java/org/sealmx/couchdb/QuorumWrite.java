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
 * Writes a new document so that success means that a quorum of its copies has it, also in a cluster, where CouchDB
 * confirms {@code new_edits:false} with 201 although a single copy was written. A plain write has the honest answer,
 * 201 or 202; but it would make a document again that was deleted, so there is a look before.
 */
final class QuorumWrite implements HttpNodes.Conversation<Boolean> {

    /** As many copies as there are: a quorum of those that have nothing must not hide the one that has it. */
    private static final String ALL_COPIES = "r=1000";

    private final NodeRequest look;
    private final NodeRequest write;

    /**
     * @param path of the document
     * @param body the document, without a revision
     */
    QuorumWrite(String path, RequestBody body) {
        this.look = NodeRequest.get(path, ALL_COPIES);
        this.write = NodeRequest.put(path, body);
    }

    /** The request that writes, for messages. */
    NodeRequest request() {
        return write;
    }

    /**
     * One attempt at one node. When it returns, a quorum has the document, or its owner has deleted it.
     *
     * @throws ServerException UNAVAILABLE when fewer copies have it, which may change: another attempt finds out
     */
    @Override
    public Boolean at(Step step) throws ServerException {
        switch (state(step)) {
            case MISSING -> write(step);
            case THERE -> confirm(step);
            case DELETED -> {
                // its owner has fetched it
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
            // somebody else, or an attempt that was given up, has written it since
            confirm(step);
        }
    }

    /**
     * Finds out whether a quorum has a document that is there, which neither reading nor 409 tells: the same document
     * is written on top of itself, without its attachments, which only the copies that have it accept.
     */
    private void confirm(Step step) throws ServerException {
        try {
            NodeRequest request = NodeRequest.put(write.path(), RequestBody.of(read(step)));
            Answers.stored(step.send(request), request);
        } catch (ServerException e) {
            if (e.kind() == Kind.CONFLICT) {
                throw ServerException.unavailable("the copies of what is there differ, says the answer to " + write, e);
            }
            if (!Answers.isDeletedDocument(e)) {
                throw e;
            }
        }
    }
}
