package org.sealmx.directory.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.identity.StoredDocument;

class KeyDocumentTest {

    private static final NewMaterial NEW = new NewMaterial(NewMaterial.OPENPGP, "new");

    static KeyDocument unchecked(List<StoredDocument> documents) {
        try {
            return KeyDocument.in(documents);
        } catch (KeyDocument.UnsuitableException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode keysWith(NewMaterial material, String keys) throws Exception {
        JsonNode document = new JsonMapper()
                .readTree(
                        "{\"_id\":\"1\",\"type\":\"Identity\",\"address\":\"a@b.example\",\"destination\":\"a@b.example\""
                                + (keys.isEmpty() ? "" : ",\"keys\":" + keys) + "}");
        KeyDocument found = unchecked(List.of(StoredDocument.of(document)));
        JsonNode before = document.deepCopy();
        JsonNode changed = found.with(material);
        assertThat(document).isEqualTo(before);
        return changed.path("keys");
    }

    @Test
    void withShouldReplaceCertificatesInEachForm() throws Exception {
        for (String keys :
                List.of("", "null", "{}", "{\"pgp\":\"old\"}", "{\"pgp\":[\"old\",\"older\"],\"smime\":\"x\"}")) {
            assertThat(keysWith(NEW, keys).toString()).isEqualTo("{\"pgp\":\"new\"}");
        }
    }

    @Test
    void withShouldKeepTheFormOfLeapWebAndUnknownFields() throws Exception {
        assertThat(keysWith(NEW, "{\"pgp\":{\"type\":\"pgp\",\"value\":\"old\",\"rev\":\"7\"},\"other\":1}")
                        .toString())
                .isEqualTo("{\"other\":1,\"pgp\":{\"type\":\"pgp\",\"value\":\"new\",\"rev\":\"7\"}}");
    }

    @Test
    void withShouldNotKeepTheRevocationOfAnotherCertificate() throws Exception {
        assertThat(keysWith(
                                new NewMaterial(NewMaterial.SMIME, "new"),
                                "{\"smime\":{\"value\":\"old\",\"revoked\":true}}")
                        .toString())
                .isEqualTo("{\"smime\":\"new\"}");
    }
}
