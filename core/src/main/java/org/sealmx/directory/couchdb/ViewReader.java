package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.http.ServerException;

/**
 * Reads the documents of several keys from a view: in one request or, when that answer is too large to read, in as many
 * requests as it takes to find the documents that are too large. Such a document gives a row without a document; the
 * others are read. Every failure is an outage: a missing database or view says nothing about a key.
 */
@ThreadSafe
final class ViewReader {

    /** How many documents of one key are at most read piece by piece. */
    static final int MAX_PIECES = 2000;

    private static final int PIECE = 100;

    private final CouchDbClient client;
    private final DatabaseName database;
    private final DesignName design;

    /**
     * @param client not closed with this
     * @param views the views to read
     * @param createViews whether to create missing views
     */
    ViewReader(CouchDbClient client, CouchDbViews views, boolean createViews) {
        this.client = client;
        this.database = views.database();
        this.design = new DesignName(views, createViews);
    }

    /**
     * All rows of the keys. A row whose document is too large has none; a key with too many documents has one such row.
     */
    List<ViewRow> read(String view, Collection<String> keys) throws DirectoryUnavailableException {
        try {
            return read(design.get(), view, keys);
        } catch (ServerException e) {
            design.forgetAfter(e);
            throw new DirectoryUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<ViewRow> read(String designName, String view, Collection<String> keys) throws ServerException {
        try {
            return client.view(database, designName, view, keys, true);
        } catch (ServerException e) {
            requireTooLargeToRead(e);
            return readInPieces(designName, view, List.copyOf(keys));
        }
    }

    private List<ViewRow> readInPieces(String designName, String view, List<String> keys) throws ServerException {
        Map<String, List<ViewRow>> byKey = new LinkedHashMap<>();
        for (ViewRow row : client.view(database, designName, view, keys, false)) {
            byKey.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row);
        }
        List<ViewRow> rows = new ArrayList<>();
        for (List<ViewRow> ofKey : byKey.values()) {
            if (ofKey.size() > MAX_PIECES) {
                rows.add(ofKey.get(0));
                continue;
            }
            for (int from = 0; from < ofKey.size(); from += PIECE) {
                rows.addAll(fetch(ofKey.subList(from, Math.min(ofKey.size(), from + PIECE))));
            }
        }
        return rows;
    }

    /** The documents of rows that all have the same key. */
    private List<ViewRow> fetch(List<ViewRow> rows) throws ServerException {
        String key = rows.get(0).key();
        try {
            return client.documents(database, rows.stream().map(ViewRow::id).toList()).stream()
                    .map(found -> new ViewRow(found.id(), key, found.document()))
                    .toList();
        } catch (ServerException e) {
            requireTooLargeToRead(e);
            if (rows.size() == 1) {
                return List.of(new ViewRow(rows.get(0).id(), key, Optional.empty()));
            }
            int half = rows.size() / 2;
            List<ViewRow> all = new ArrayList<>(fetch(rows.subList(0, half)));
            all.addAll(fetch(rows.subList(half, rows.size())));
            return all;
        }
    }

    private static void requireTooLargeToRead(ServerException e) throws ServerException {
        if (!e.isAnswerTooLarge()) {
            throw e;
        }
    }
}
