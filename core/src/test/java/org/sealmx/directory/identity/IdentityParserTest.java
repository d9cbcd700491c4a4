package org.sealmx.directory.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.main;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.SenderRule;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.smime.certificate.SmimeMaterial;
import org.sealmx.smtp.EmailAddress;

class IdentityParserTest {

    /** The log replaces text like this by {@code [address]} (logback.xml); words of ours in it would be lost. */
    private static final String LOOKS_LIKE_AN_ADDRESS = "[^\\s<>@]@[^\\s<>@]";

    private static final Doc ALICE = main("u1", "alice@example.org").id("d1");

    private static IdentityDocument parse(Doc document) {
        return IdentityParser.parse(StoredDocument.at("#7", document.json())).orElseThrow();
    }

    private static Identity identity(Doc document) {
        return (Identity) parse(document);
    }

    @Test
    void parseShouldReadEveryFieldWhenAllAreThere() throws Exception {
        String json = """
                {"_id": "d1", "_rev": "3-a", "type": "Identity", "user_id": "u1", "address": "Info@Example.org",
                 "destination": "Alice@bücher.example", "enabled": false, "quota_exceeded": true,
                 "keys": {"pgp": ["K1", {"type": "pgp", "value": "K2", "rev": "1"}], "otr": 5},
                 "accept_from": ["*@Example.NET", "Bob@example.com"],
                 "cert_fingerprints": {"00": "2027-01-31"}, "disabled_cert_fingerprints": {}}""";
        assertThat(IdentityParser.parse(StoredDocument.of(new JsonMapper().readTree(json))))
                .contains(new Identity(
                        DocumentId.of("d1"),
                        Optional.of(new AccountId("u1")),
                        new AddressKey("info@example.org"),
                        EmailAddress.of("alice@xn--bcher-kva.example"),
                        false,
                        CertificateMaterial.openPgp(List.of("K1", "K2")),
                        new SenderRule(List.of("*@example.net", "bob@example.com")),
                        true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "quota_exceeded", "keys", "accept_from"})
    void parseShouldUseTheDefaultWhenAnOptionalFieldIsNull(String field) {
        Identity identity = identity(ALICE.withRaw(field, "null"));
        assertThat(identity).isEqualTo(identity(ALICE));
        assertThat(identity.enabled()).isTrue();
        assertThat(identity.quotaExceeded()).isFalse();
        assertThat(identity.keyMaterial().isEmpty()).isTrue();
        assertThat(identity.senderRule()).isEqualTo(SenderRule.everybody());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|",
                "{\"pgp\": null}|",
                "{\"pgp\": \"\"}|",
                "{\"pgp\": []}|",
                "{\"pgp\": [null, \" \"]}|",
                "{\"pgp\": \"K1\"}|K1",
                "{\"pgp\": {\"value\": \"K1\"}}|K1",
                "{\"pgp\": [{\"value\": \"K1\"}, \"K2\"]}|K1,K2"
            })
    void keyMaterialShouldBeReadWhateverItsForm(String keys, String expected) {
        List<String> material = expected == null ? List.of() : List.of(expected.split(",", -1));
        assertThat(identity(ALICE.withRaw("keys", keys)).keyMaterial().openPgp())
                .isEqualTo(material);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|",
                "\"\"|",
                "[null, \" \"]|",
                "\"C1\"|C1 -",
                "{\"value\": \"C1\", \"revoked\": null}|C1 -",
                "{\"value\": \"C1\", \"revoked\": false}|C1 -",
                "{\"type\": \"smime\", \"value\": \"C1\", \"revoked\": \"2027-01-31\"}|C1 2027-01-31T00:00:00Z",
                "[\"C0\", {\"value\": \"C1\", \"revoked\": \"2027-01-31T12:30:01Z\"}]|C0 -,C1 2027-01-31T12:30:01Z"
            })
    void x509CertificatesShouldBeReadWhateverTheirForm(String smime, String expected) {
        CertificateMaterial material =
                identity(ALICE.withRaw("keys", "{\"smime\": " + smime + "}")).keyMaterial();
        assertThat(material.smime().stream()
                        .map(one -> one.text() + " "
                                + one.revoked().map(String::valueOf).orElse("-")))
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(",", -1)));
        assertThat(material.openPgp()).isEmpty();
        assertThat(material.isEmpty()).isEqualTo(expected == null);
    }

    @Test
    void x509CertificateShouldBeRevokedForEverWhenTheDocumentSaysTrue() {
        assertThat(identity(ALICE.withRaw("keys", "{\"smime\": {\"value\": \"C\", \"revoked\": true}}"))
                        .keyMaterial()
                        .smime())
                .containsExactly(new SmimeMaterial("C", Optional.of(Instant.MIN)));
    }

    /** As leap_web leaves it when it has deleted the account. */
    @ParameterizedTest
    @ValueSource(strings = {"user_id", "destination"})
    void addressShouldBeReservedWhenItHasNeitherAccountNorDestination(String isNull) {
        Doc document = ALICE.without("user_id").without("destination").withRaw(isNull, "null");
        assertThat(identity(document).userId()).isEmpty();
        assertThat(identity(document).destination()).isEqualTo(EmailAddress.of("alice@example.org"));
        assertThat(parse(document.with("address", "@example.org"))).isInstanceOf(BrokenIdentity.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "destination|null|destination",
                "destination|17|destination",
                "destination|\"secret\"|destination",
                "destination|\"@example.org\"|destination",
                "user_id|17|user_id",
                "user_id|\" \"|user_id",
                "type|null|type",
                "type|17|type",
                "enabled|\"true\"|enabled",
                "enabled|0|enabled",
                "quota_exceeded|\"secret\"|quota_exceeded",
                "keys|\"secret\"|keys",
                "keys|{\"pgp\": 17}|keys.pgp",
                "keys|{\"pgp\": {\"type\": \"pgp\"}}|keys.pgp",
                "keys|{\"pgp\": [[\"secret\"]]}|keys.pgp",
                "keys|{\"smime\": 17}|keys.smime",
                "keys|{\"smime\": {\"type\": \"smime\"}}|keys.smime",
                "keys|{\"smime\": {\"value\": \"secret\", \"revoked\": \"secret\"}}|keys.smime",
                "keys|{\"smime\": {\"value\": \"secret\", \"revoked\": \"2027-02-30\"}}|keys.smime",
                "keys|{\"smime\": {\"value\": \"secret\", \"revoked\": 2027}}|keys.smime",
                "keys|{\"smime\": {\"value\": \"secret\", \"revoked\": {}}}|keys.smime",
                "keys|{\"smime\": {\"value\": \"secret\", \"revoked\": \"\"}}|keys.smime",
                "accept_from|\"*@example.org\"|accept_from",
                "accept_from|[]|accept_from",
                "accept_from|{}|accept_from",
                "accept_from|[\"\"]|accept_from",
                "accept_from|[\"*@\"]|accept_from",
                "accept_from|[17]|accept_from",
                "accept_from|[\"*@secret domain\"]|accept_from",
                "accept_from|[\"secret\"]|accept_from"
            })
    void parseShouldChargeTheAddressWhenAFieldIsBroken(String field, String json, String named) {
        BrokenIdentity broken = (BrokenIdentity) parse(ALICE.withRaw(field, json));
        assertThat(broken.key()).contains(new AddressKey("alice@example.org"));
        assertThat(broken.field()).isEqualTo(named);
        assertThat(broken.describe())
                .contains("d1", named)
                .doesNotContain("secret", "alice", "example.org")
                .doesNotContainPattern(LOOKS_LIKE_AN_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "17", "\"alice\"", "\"alice@\"", "\"@\"", "\"@a b\"", "\"@@example.org\""})
    void parseShouldChargeNobodyWhenTheAddressIsBroken(String json) {
        BrokenIdentity broken = (BrokenIdentity) parse(ALICE.withRaw("address", json));
        assertThat(broken.key()).isEmpty();
        assertThat(broken.field()).isEqualTo("address");
        assertThat(broken.describe()).doesNotContain("alice").doesNotContainPattern(LOOKS_LIKE_AN_ADDRESS);
    }

    @Test
    void parseShouldBeBrokenWhenTheDocumentIsNotAnObject() throws Exception {
        assertThat(IdentityParser.parse(StoredDocument.at("#7", new JsonMapper().readTree("[1]"))))
                .get()
                .isInstanceOfSatisfying(BrokenIdentity.class, broken -> assertThat(broken.describe())
                        .contains("#7", "not a JSON object"));
    }

    @Test
    void parseShouldSkipWhenTheDocumentIsOfAnotherType() {
        assertThat(IdentityParser.parse(
                        StoredDocument.of(ALICE.with("type", "User").json())))
                .isEmpty();
        assertThat(IdentityParser.parse(StoredDocument.of(
                        ALICE.without("type").id("_design/Identity").json())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"alice@example.org\"", "17", "null", "\"\"", "\"a\\nb\"", "\"two words\""})
    void idShouldNameThePlaceInTheLogWhenTheDocumentsOwnIsNotFitForIt(String id) {
        assertThat(identity(ALICE.withRaw("_id", id)).id()).hasToString("#7");
        assertThat(identity(ALICE).id()).hasToString("d1");
    }

    @Test
    void toStringShouldNameNobody() {
        IdentityDocument broken = parse(ALICE.withRaw("enabled", "17"));
        assertThat(broken.toString()).contains("d1").doesNotContain("alice");
        assertThat(identity(ALICE.key("secret")).toString()).contains("d1").doesNotContain("alice", "secret");
    }

    @Test
    void isMainShouldBeTrueOnlyWhenTheAddressIsTheDestination() {
        assertThat(identity(ALICE.with("address", "ALICE@Example.Org")).isMain())
                .isTrue();
        assertThat(identity(ALICE.with("address", "bob@example.org")).isMain()).isFalse();
        assertThat(identity(ALICE.with("address", "@example.org")).isMain()).isFalse();
        assertThat(identity(ALICE.with("address", "@example.org")).address().isCatchAll())
                .isTrue();
        assertThat(identity(ALICE).address().isCatchAll()).isFalse();
    }
}
