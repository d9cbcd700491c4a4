package org.sealmx.directory.identity;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.DocumentId;

/** Reports changes of identity documents. */
@ThreadSafe
public interface DirectoryChanges extends AutoCloseable, DirectoryHealth {

    /** Called by one thread at a time, in the order of the changes. Returns quickly and throws nothing. */
    interface Listener {

        /**
         * A document was created, changed or deleted.
         *
         * @param id which document
         * @param document the new state; empty when the document was deleted or is no longer an identity document
         */
        void changed(DocumentId id, Optional<IdentityDocument> document);

        /**
         * Everything known so far may be wrong: there is another database, or the server does not know the sequence.
         */
        void reset();

        /** From now on every change arrives within about a second. */
        void connected();

        /**
         * While it is connected: every change up to now has arrived, since the server has just given a sign of life.
         */
        void heard();

        /** Changes may be missed from now on. */
        void disconnected();
    }

    /**
     * Starts to report changes. Returns at once; the listener learns whether the server can be reached.
     *
     * @throws IllegalStateException when this was started or closed before
     */
    void start(Listener listener);

    /** Stops reporting. May be called more than once. */
    @Override
    void close();

    /** Empty, unless the feed can be disconnected. */
    @Override
    default List<String> problems() {
        return List.of();
    }
}
