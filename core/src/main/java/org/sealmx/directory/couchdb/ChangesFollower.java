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
 * Reports changes to the listener and remembers the last change that it has reported, and of which database. It catches
 * up page by page, since a stream does not say when it has delivered everything that was missed. Used by one thread.
 */
final class ChangesFollower {

    private static final int PAGE = 200;

    private final CouchDbClient client;
    private final DatabaseName database;
    private final DocumentProblems problems;
    private final Restoration restoration;
    private final ChangesIntervals intervals;
    private final Listener listener;
    private final BooleanSupplier closed;
    private Optional<Position> position = Optional.empty();
    private long lookedForPurges;

    /** How many documents the database had last; 0 before it was seen. */
    private long documents;

    /**
     * The point up to which the listener knows the changes.
     *
     * @param incarnation of the database
     * @param purges the purge sequence from before the listener was last reset
     * @param sequence of the last change reported to it
     */
    private record Position(Incarnation incarnation, String purges, String sequence) {

        Position at(String other) {
            return new Position(incarnation, purges, other);
        }
    }

    /**
     * Distinguishes a database from another of the same name.
     *
     * @param server the uuid of the server
     * @param database when the database was created
     */
    private record Incarnation(String server, String database) {}

    /** What the server reports now. */
    private record State(Incarnation incarnation, String purges, long documents) {}

    ChangesFollower(
            CouchDbClient client,
            DatabaseName database,
            DocumentProblems problems,
            Restoration restoration,
            ChangesIntervals intervals,
            Listener listener,
            BooleanSupplier closed) {
        this.client = client;
        this.database = database;
        this.problems = problems;
        this.restoration = restoration;
        this.intervals = intervals;
        this.listener = listener;
        this.closed = closed;
    }

    /**
     * Reports to the listener what it missed and returns the stream of the changes that follow; empty when the caller
     * has to catch up again.
     */
    Optional<ChangesStream> catchUp() throws ServerException {
        State state = state();
        if (position.filter(known -> known.incarnation.equals(state.incarnation))
                .isEmpty()) {
            if (state.documents < documents) {
                restoration.begins();
            }
            begin(state);
        }
        documents = state.documents;
        try {
            forgetPurged(state);
            Pages.read(PAGE, this::tellPage, this::skipUnread);
            ChangesStream stream =
                    client.follow(database, current().sequence, intervals.heartbeat(), intervals.silence());
            return stillThere(stream, state.incarnation);
        } catch (ServerException e) {
            if (e.kind() != Kind.REJECTED) {
                throw e;
            }
            // This server does not know the sequence, although the database looks the same.
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

    /** Stops relying on what the listener knows: the next connection begins with a reset. */
    void forget() {
        position = Optional.empty();
    }

    /** Reports one change to the listener. */
    void tell(Change change) {
        if (closed.getAsBoolean()) {
            return;
        }
        restoration.changed();
        if (!change.id().startsWith("_design/")) {
            if (change.document().isEmpty() && !change.deleted()) {
                // The server no longer has the document, so nobody knows which address it was about.
                listener.reset();
            }
            Optional<IdentityDocument> document =
                    change.document().flatMap(stored -> StoredIdentity.read(stored, problems));
            listener.changed(DocumentId.of(change.id()), document);
        }
        position = Optional.of(current().at(change.sequence()));
    }

    /**
     * Takes the sequence before the reset, so that whatever the listener learns after the reset is at least as new, or
     * is reported later.
     */
    private void begin(State state) throws ServerException {
        String now = client.changes(database, "now", 1, false).lastSequence();
        if (!closed.getAsBoolean()) {
            listener.reset();
            position = Optional.of(new Position(state.incarnation, state.purges, now));
        }
    }

    private int tellPage(int limit) throws ServerException {
        if (closed.getAsBoolean()) {
            return 0;
        }
        ChangesPage page = client.changes(database, current().sequence, limit, true);
        page.changes().forEach(this::tell);
        return page.changes().size();
    }

    /** Skips a document that is too large to read. Its address is unknown, so the listener is reset. */
    private void skipUnread() throws ServerException {
        for (Change change :
                client.changes(database, current().sequence, 1, false).changes()) {
            problems.report(StoredIdentity.unread(change.id(), Optional.empty(), Optional.empty(), "too large to read")
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
        DatabaseInfo info = info();
        return new State(new Incarnation(server, info.instanceStartTime()), info.purges(), info.documents());
    }

    private DatabaseInfo info() throws ServerException {
        try {
            return client.database(database);
        } catch (ServerException e) {
            if (e.kind() == Kind.NOT_FOUND && documents > 0) {
                restoration.begins();
            }
            throw e;
        }
    }

    /**
     * Reports the changes of a stream until it ends, and checks now and then for purges, which no stream reports.
     *
     * @throws ServerException NOT_FOUND also when the database has been replaced
     */
    void tellAll(ChangesStream changes) throws ServerException {
        lookedForPurges = System.nanoTime();
        Optional<Change> next = changes.next(this::heard);
        while (next.isPresent()) {
            tell(next.get());
            heard();
            next = changes.next(this::heard);
        }
    }

    /** After each change and at each heartbeat. */
    private void heard() throws ServerException {
        if (!closed.getAsBoolean()) {
            listener.heard();
        }
        lookForPurges();
    }

    private void lookForPurges() throws ServerException {
        if (System.nanoTime() - lookedForPurges < intervals.purgeInterval().toNanos()) {
            return;
        }
        lookedForPurges = System.nanoTime();
        State state = state();
        if (!state.incarnation.equals(current().incarnation)) {
            throw ServerException.notFound("database " + database + " was recreated while it was being followed");
        }
        forgetPurged(state);
    }

    /**
     * Resets the listener after the purge sequence was read, so that whatever it learns from then on is at least as
     * new.
     */
    private void forgetPurged(State state) {
        if (!state.purges.equals(current().purges) && !closed.getAsBoolean()) {
            listener.reset();
            position = Optional.of(new Position(state.incarnation, state.purges, current().sequence));
        }
    }
}
