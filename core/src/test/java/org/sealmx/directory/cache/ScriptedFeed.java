package org.sealmx.directory.cache;

import java.util.Optional;
import org.sealmx.directory.identity.DirectoryChanges;
import org.sealmx.directory.identity.IdentityDocument;

/** A feed of changes that says what a test wants it to. */
final class ScriptedFeed implements DirectoryChanges, DirectoryChanges.Listener {

    private Optional<Listener> listener = Optional.empty();
    private int closed;

    @Override
    public void start(Listener who) {
        listener = Optional.of(who);
    }

    @Override
    public void changed(String documentId, Optional<IdentityDocument> document) {
        listener.orElseThrow().changed(documentId, document);
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
