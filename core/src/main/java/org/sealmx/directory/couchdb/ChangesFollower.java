package org.sealmx.directory.couchdb;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.sealmx.couchdb.Change;
import org.sealmx.couchdb.ChangesPage;
import org.sealmx.couchdb.ChangesStream;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseInfo;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.identity.DirectoryChanges.Listener;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * Knows up to which change the listener has been told, and of which database. Catching up is done in pages with an end,
 * since a stream does not say when it has told all that was missed. Used by one thread.
 */
final class ChangesFollower {

    private static final int PAGE = 200;

    private final CouchDbClient client;
    private final DatabaseName database;
    private final DocumentProblems problems;
    private final ChangesSettings settings;
    private final Listener listener;
    private final BooleanSupplier closed;
    private Optional<Position> position = Optional.empty();
    private long lookedForPurges;

    /**
     * Up to where the listener knows.
     *
     * @param incarnation of the database
     * @param purges how many there had been before the listener was last reset
     * @param sequence of the last change it was told
     */
    private record Position(Incarnation incarnation, String purges, String sequence) {

        Position at(String other) {
            return new Position(incarnation, purges, other);
        }
    }

    /**
     * What tells one database from another of the same name.
     *
     * @param server its uuid
     * @param database when it was made
     */
    private record Incarnation(String server, String database) {}

    /** What the server says now. */
    private record State(Incarnation incarnation, String purges) {}

    ChangesFollower(
            CouchDbClient client,
            DatabaseName database,
            DocumentProblems problems,
            ChangesSettings settings,
            Listener listener,
            BooleanSupplier closed) {
        this.client = client;
        this.database = database;
        this.problems = problems;
        this.settings = settings;
        this.listener = listener;
        this.closed = closed;
    }

    /**
     * Tells the listener what it missed and returns the stream of what follows, or empty when that has to be done anew.
     */
    Optional<ChangesStream> catchUp() throws ServerException {
        State state = state();
        if (position.filter(known -> known.incarnation.equals(state.incarnation))
                .isEmpty()) {
            begin(state);
        }
        try {
            forgetPurged(state);
            tellMissed();
            ChangesStream stream =
                    client.follow(database, current().sequence, settings.heartbeat(), settings.silence());
            return stillThere(stream, state.incarnation);
        } catch (ServerException e) {
            if (e.kind() != Kind.REJECTED) {
                throw e;
            }
            // A sequence that this server does not know, though the database looks the same.
            forget();
            begin(state);
            return Optional.empty();
        }
    }

    private Optional<ChangesStream> stillThere(ChangesStream stream, Incarnation incarnation) throws ServerException {
        boolean same = false;
        try {
            same = state().incarnation.equals(incarnation);
            return same ? Optional.of(stream) : Optional.empty();
        } finally {
            if (!same) {
                stream.close();
            }
        }
    }

    /** From now on the listener's knowledge is not relied on: the next connection begins with a reset. */
    void forget() {
        position = Optional.empty();
    }

    /** Tells one change. */
    void tell(Change change) {
        if (closed.getAsBoolean()) {
            return;
        }
        if (!change.id().startsWith("_design/")) {
            if (change.document().isEmpty() && !change.deleted()) {
                // The server has lost sight of it: nothing is known of what it was about.
                listener.reset();
            }
            Optional<IdentityDocument> document =
                    change.document().flatMap(stored -> StoredIdentity.read(stored, problems));
            listener.changed(DocumentId.of(change.id()), document);
        }
        position = Optional.of(current().at(change.sequence()));
    }

    /** The sequence is taken before the reset: whatever the listener learns after it is as new as that, or is told. */
    private void begin(State state) throws ServerException {
        String now = client.changes(database, "now", 1, false).lastSequence();
        if (!closed.getAsBoolean()) {
            listener.reset();
            position = Optional.of(new Position(state.incarnation, state.purges, now));
        }
    }

    private void tellMissed() throws ServerException {
        int limit = PAGE;
        while (!closed.getAsBoolean()) {
            try {
                ChangesPage page = client.changes(database, current().sequence, limit, true);
                page.changes().forEach(this::tell);
                if (page.changes().size() < limit) {
                    return;
                }
                limit = PAGE;
            } catch (ServerException e) {
                if (e.kind() != Kind.TOO_LARGE) {
                    throw e;
                }
                if (limit == 1) {
                    skipUnread();
                    limit = PAGE;
                } else {
                    limit = Math.max(1, limit / 5);
                }
            }
        }
    }

    /** A document that is too large to be read: which address it is about is not known. */
    private void skipUnread() throws ServerException {
        for (Change change :
                client.changes(database, current().sequence, 1, false).changes()) {
            problems.report(
                    StoredIdentity.unread(change.id(), Optional.empty(), Optional.empty(), "larger than is read")
                            .describe());
            listener.reset();
            position = Optional.of(current().at(change.sequence()));
        }
    }

    private Position current() {
        return position.orElseThrow();
    }

    private State state() throws ServerException {
        String server = client.server().uuid();
        DatabaseInfo info = client.database(database);
        return new State(new Incarnation(server, info.instanceStartTime()), info.purges());
    }

    /**
     * Tells the changes of a stream until it ends, and looks now and then for what no stream tells of.
     *
     * @throws ServerException NOT_FOUND also when the database is another one by now
     */
    void tellAll(ChangesStream changes) throws ServerException {
        lookedForPurges = System.nanoTime();
        Optional<Change> next = changes.next(this::lookForPurges);
        while (next.isPresent()) {
            tell(next.get());
            lookForPurges();
            next = changes.next(this::lookForPurges);
        }
    }

    private void lookForPurges() throws ServerException {
        if (System.nanoTime() - lookedForPurges < settings.purgeInterval().toNanos()) {
            return;
        }
        lookedForPurges = System.nanoTime();
        State state = state();
        if (!state.incarnation.equals(current().incarnation)) {
            throw ServerException.notFound("database " + database + " was made anew while it was followed");
        }
        forgetPurged(state);
    }

    /** The listener is reset after the count was taken: what it learns from then on is as new as that. */
    private void forgetPurged(State state) {
        if (!state.purges.equals(current().purges) && !closed.getAsBoolean()) {
            listener.reset();
            position = Optional.of(new Position(state.incarnation, state.purges, current().sequence));
        }
    }
}
