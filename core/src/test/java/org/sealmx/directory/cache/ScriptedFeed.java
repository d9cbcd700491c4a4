package org.sealmx.directory.cache;

import java.util.Optional;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.identity.DirectoryChanges;
import org.sealmx.directory.identity.IdentityDocument;

/** A feed of changes that reports what a test tells it to. */
final class ScriptedFeed implements DirectoryChanges, DirectoryChanges.Listener {

    private Optional<Listener> listener = Optional.empty();
    private int closed;

    @Override
    public void start(Listener who) {
        listener = Optional.of(who);
    }

    /** Reports that a document changed, by its {@code _id} as stored. */
    void changed(String id, Optional<IdentityDocument> document) {
        changed(DocumentId.of(id), document);
    }

    @Override
    public void changed(DocumentId id, Optional<IdentityDocument> document) {
        listener.orElseThrow().changed(id, document);
    }

    @Override
    public void reset() {
        listener.orElseThrow().reset();
    }

    @Override
    public void connected() {
        listener.orElseThrow().connected();
    }

    @Override
    public void heard() {
        listener.orElseThrow().heard();
    }

    @Override
    public void disconnected() {
        listener.orElseThrow().disconnected();
    }

    int closed() {
        return closed;
    }

    @Override
    public void close() {
        closed++;
    }
}
