package org.sealmx.directory.identity;

import java.util.List;
import java.util.Optional;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.DocumentId;

/** Tells of changes to identity documents. */
public interface DirectoryChanges extends AutoCloseable, DirectoryHealth {

    /** Is told, by one thread at a time, in the order of the changes. Returns quickly and throws nothing. */
    interface Listener {

        /**
         * A document changed, appeared or (then without document) was deleted.
         *
         * @param id which document
         * @param document the new state; empty also when the document no longer is an identity document
         */
        void changed(DocumentId id, Optional<IdentityDocument> document);

        /**
         * What was known before may be wrong altogether: another database, or a sequence that the server does not know.
         */
        void reset();

        /** From now on every change arrives within about a second. */
        void connected();

        /** Changes may be missed from now on. */
        void disconnected();
    }

    /**
     * Begins to tell. Returns at once; whether the server can be reached is told to the listener.
     *
     * @throws IllegalStateException when it was started or closed before
     */
    void start(Listener listener);

    /** Ends telling. May be called more than once. */
    @Override
    void close();

    /** None, unless it can be disconnected. */
    @Override
    default List<String> problems() {
        return List.of();
    }
}
