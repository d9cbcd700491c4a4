package org.sealmx.directory.cache;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.identity.TestIdentities.Doc;

/** A directory whose documents change while callers ask, and that can fail. Counts its requests. */
final class ScriptedLookup implements IdentityLookup {

    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, IdentityDocument> documents = new LinkedHashMap<>();
    private volatile Map<Object, List<IdentityDocument>> index = Map.of();
    private volatile Optional<RuntimeException> bug = Optional.empty();
    private volatile boolean down;
    private volatile boolean untrusted;
    private volatile Consumer<Integer> beforeAnswer = number -> {};

    /** Adds a document, or replaces the one with the same id. */
    IdentityDocument put(Doc document) {
        return put(document.json()).orElseThrow();
    }

    /** Does the same with JSON; returns empty if the document has another type and thus is not an identity. */
    synchronized Optional<IdentityDocument> put(JsonNode json) {
        Optional<IdentityDocument> parsed = IdentityParser.parse(StoredDocument.of(json));
        parsed.ifPresent(document -> documents.put(json.path("_id").asText("#" + documents.size()), document));
        makeIndex();
        return parsed;
    }

    synchronized void delete(String id) {
        documents.remove(id);
        makeIndex();
    }

    private void makeIndex() {
        Map<Object, List<IdentityDocument>> next = new HashMap<>();
        documents.values().forEach(document -> {
            document.key().ifPresent(key -> next.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(document));
            document.userId().ifPresent(user -> next.computeIfAbsent(user, u -> new ArrayList<>())
                    .add(document));
        });
        index = next;
    }

    synchronized List<String> ids() {
        return List.copyOf(documents.keySet());
    }

    /** Determines whether requests fail from now on. */
    void down(boolean isDown) {
        down = isDown;
    }

    /** Determines whether answers cannot be trusted from now on, because they lack something that must exist. */
    void untrusted(boolean isUntrusted) {
        untrusted = isUntrusted;
    }

    /** From now on, each request throws this exception. */
    void bug(RuntimeException exception) {
        bug = Optional.of(exception);
    }

    /**
     * Sets an action that runs between the reading of the documents and the answer; it gets the number of the request,
     * from 1.
     */
    void beforeAnswer(Consumer<Integer> action) {
        beforeAnswer = action;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys)
            throws DirectoryUnavailableException {
        return answer(keys);
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) throws DirectoryUnavailableException {
        return answer(users);
    }

    private <K> Map<K, List<IdentityDocument>> answer(Set<K> keys) throws DirectoryUnavailableException {
        int number = requests.incrementAndGet();
        Map<Object, List<IdentityDocument>> current = index;
        Map<K, List<IdentityDocument>> found = new HashMap<>();
        keys.forEach(key -> Optional.ofNullable(current.get(key)).ifPresent(list -> found.put(key, list)));
        beforeAnswer.accept(number);
        if (bug.isPresent()) {
            throw bug.get();
        }
        if (untrusted) {
            throw new UntrustedAnswerException("as scripted");
        }
        if (down) {
            throw new DirectoryUnavailableException("connection refused");
        }
        return found;
    }
}
