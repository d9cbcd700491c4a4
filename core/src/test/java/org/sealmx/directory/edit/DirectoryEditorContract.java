package org.sealmx.directory.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;

/** What every editor of a directory does. */
public interface DirectoryEditorContract {

    /** An address with one document. */
    AddressKey ALICE = new AddressKey("alice@example.org");

    /** The documents at the beginning. */
    static String documents() {
        return TestIdentities.array(
                main("u1", "alice@example.org").with("nick", "Al \u00fc"),
                alias("u1", "team@example.org", "alice@example.org"),
                alias("u1", "team@example.org", "bob@example.org"),
                main("u2", "bob@example.org"),
                alias("u1", "postmaster@example.org", "alice@example.org"),
                alias("u1", "postmaster@example.net", "alice@example.org"));
    }

    /** An editor of a directory with these documents, for domains example.org and example.net. */
    DirectoryEditor editorOf(String jsonArray) throws Exception;

    /** Stores a document as another program would, in place of the one with its id. */
    void store(JsonNode document) throws Exception;

    private static JsonNode plain(JsonNode document) {
        return ((ObjectNode) document.deepCopy()).without("_rev");
    }

    /** All identity documents by their ids, without revisions. */
    static SortedMap<String, JsonNode> all(DirectoryEditor editor) throws DirectoryUnavailableException {
        SortedMap<String, JsonNode> all = new TreeMap<>();
        editor.forEach(document -> {
            if (!document.id().value().startsWith("_design/")) {
                all.put(document.id().value(), plain(document.content()));
            }
        });
        return all;
    }

    private static ObjectNode copy(StoredDocument document) {
        return (ObjectNode) document.content().deepCopy();
    }

    @Test
    default void findShouldReturnTheDocumentsOfAnAddress() throws Exception {
        DirectoryEditor editor = editorOf(documents());
        assertThat(editor.find(new AddressKey("team@example.org")))
                .extracting(document -> document.content().path("destination").asText())
                .containsExactly("alice@example.org", "bob@example.org");
        assertThat(editor.find(new AddressKey("nobody@example.org"))).isEmpty();
    }

    @Test
    default void findShouldReturnADocumentThatWritesItsAddressInUpperCase() throws Exception {
        DirectoryEditor editor = editorOf(documents());
        editor.edit(
                new AddressKey("carol@example.org"),
                found -> new Edit.Insert(document("c", "Carol@Example.ORG", "Carol@Example.ORG")));
        assertThat(editor.find(new AddressKey("carol@example.org"))).hasSize(1);
    }

    private static ObjectNode document(String id, String address, String destination) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("_id", id)
                .put("type", "Identity")
                .put("user_id", "u9")
                .put("address", address)
                .put("destination", destination);
    }

    @Test
    default void editShouldInsertADocumentAndLeaveTheOthers() throws Exception {
        DirectoryEditor editor = editorOf(documents());
        SortedMap<String, JsonNode> before = all(editor);
        TestKey key = TestKeys.curve25519();
        ObjectNode document = document("c", "carol@example.org", "carol@example.org");
        document.putObject("keys").put("pgp", key.armoredCertificate());
        DirectoryChange change = editor.edit(new AddressKey("carol@example.org"), found -> {
            assertThat(found).isEmpty();
            return new Edit.Insert(document);
        });
        assertThat(change.before()).isEmpty();
        assertThat(change.after()).containsExactly(key.fingerprint());
        before.put("c", plain(document));
        assertThat(all(editor)).isEqualTo(before);
    }

    @Test
    default void editShouldInsertTheFirstPostmaster() throws Exception {
        DirectoryEditor editor = editorOf("[]");
        editor.edit(
                new AddressKey("postmaster@example.org"),
                found -> new Edit.Insert(document("p", "postmaster@example.org", "a@example.com")));
        assertThat(all(editor).keySet()).containsExactly("p");
    }

    @Test
    default void editShouldReplaceADocumentAndKeepItsOtherFields() throws Exception {
        DirectoryEditor editor = editorOf(documents());
        SortedMap<String, JsonNode> before = all(editor);
        DirectoryChange change = editor.edit(
                ALICE,
                found -> new Edit.Replace(found.get(0), copy(found.get(0)).put("enabled", false)));
        ObjectNode changed =
                (ObjectNode) Objects.requireNonNull(before.get(change.document().value()));
        changed.put("enabled", false);
        assertThat(all(editor)).isEqualTo(before);
        assertThat(changed.path("nick").asText()).isEqualTo("Al \u00fc");
    }

    @Test
    default void editShouldDeleteEachDocumentInAnyOrder() throws Exception {
        for (String address : List.of("alice@example.org", "bob@example.org", "team@example.org")) {
            DirectoryEditor editor = editorOf(documents());
            SortedMap<String, JsonNode> before = all(editor);
            DirectoryChange change =
                    editor.edit(new AddressKey(address), found -> new Edit.Delete(found.get(found.size() - 1)));
            before.remove(change.document().value());
            assertThat(all(editor)).isEqualTo(before);
        }
    }

    @Test
    default void editShouldTellTheFingerprintsBeforeAndAfter() throws Exception {
        DirectoryEditor editor = editorOf(documents());
        TestKey first = TestKeys.curve25519();
        TestKey second = TestKeys.curve25519();
        put(editor, first);
        DirectoryChange change = put(editor, second);
        assertThat(change.before()).containsExactly(first.fingerprint());
        assertThat(change.after()).containsExactly(second.fingerprint());
        DirectoryChange deleted = editor.edit(ALICE, found -> new Edit.Delete(found.get(0)));
        assertThat(deleted.before()).containsExactly(second.fingerprint());
        assertThat(deleted.after()).isEmpty();
    }

    private static DirectoryChange put(DirectoryEditor editor, TestKey key) throws Exception {
        return editor.edit(ALICE, found -> {
            ObjectNode document = copy(found.get(0));
            document.putObject("keys").put("pgp", key.armoredCertificate());
            return new Edit.Replace(found.get(0), document);
        });
    }

    @Test
    default void editShouldChangeNothingWhenTheDecisionIsRefused() throws Exception {
        DirectoryEditor editor = editorOf(documents());
        SortedMap<String, JsonNode> before = all(editor);
        assertThatThrownBy(() -> editor.edit(ALICE, found -> {
                    throw new EditRefusedException("no");
                }))
                .isInstanceOf(EditRefusedException.class)
                .hasMessage("no");
        assertThat(all(editor)).isEqualTo(before);
    }

    @Test
    default void editShouldDecideAgainWhenAnotherProgramChangesTheDocumentMeanwhile() throws Exception {
        DirectoryEditor editor = editorOf(documents());
        AtomicInteger decisions = new AtomicInteger();
        editor.edit(ALICE, found -> {
            ObjectNode document = copy(found.get(0));
            if (decisions.incrementAndGet() == 1) {
                try {
                    store(document.deepCopy().put("theirs", "kept"));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
            return new Edit.Replace(found.get(0), document.put("ours", decisions.get()));
        });
        JsonNode document = editor.find(ALICE).get(0).content();
        assertThat(document.path("theirs").asText()).isEqualTo("kept");
        assertThat(document.path("ours").asInt()).isEqualTo(2);
    }

    @Test
    default void editShouldGiveUpWhenAnotherProgramNeverStops() throws Exception {
        DirectoryEditor editor = editorOf(documents());
        AtomicInteger decisions = new AtomicInteger();
        assertThatThrownBy(() -> editor.edit(ALICE, found -> {
                    ObjectNode document = copy(found.get(0));
                    try {
                        store(document.deepCopy().put("theirs", decisions.incrementAndGet()));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    return new Edit.Replace(found.get(0), document.put("ours", true));
                }))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("try again");
        assertThat(editor.find(ALICE).get(0).content().has("ours")).isFalse();
    }

    @Test
    default void editShouldLoseNoChangeWhenSeveralThreadsChangeOneDocument() throws Exception {
        DirectoryEditor editor = editorOf(documents());
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String field = "field" + i;
                tasks.add(() -> {
                    for (boolean done = false; !done; ) {
                        done = tryPut(editor, field);
                    }
                    return null;
                });
            }
            for (Future<Void> task : executor.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            executor.shutdown();
        }
        JsonNode document = editor.find(ALICE).get(0).content();
        for (int i = 0; i < threads; i++) {
            assertThat(document.path("field" + i).asBoolean()).isTrue();
        }
    }

    private static boolean tryPut(DirectoryEditor editor, String field) throws Exception {
        try {
            editor.edit(
                    ALICE,
                    found -> new Edit.Replace(found.get(0), copy(found.get(0)).put(field, true)));
            return true;
        } catch (DirectoryUnavailableException e) {
            // others were quicker, five times
            assertThat(e).hasMessageContaining("try again");
            return false;
        }
    }
}
