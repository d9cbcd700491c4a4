package org.sealmx.directory;

import java.util.Optional;

/** Tells of changes to identity documents. */
public interface DirectoryChanges extends AutoCloseable {
    interface Listener {
        /** A document changed, appeared or (then without document) was deleted. */
        void changed(String documentId, Optional<IdentityDocument> document);
        /** What was known before may be wrong altogether: another database, or a sequence that the server does not know. */
        void reset();
        /** From now on every change arrives within about a second. */
        void connected();
        /** Changes may be missed from now on. */
        void disconnected();
    }

    void start(Listener listener);

    @Override
    void close();
}
