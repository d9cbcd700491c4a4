package org.sealmx.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.openpgp.certificate.TestKeys;

/** Identity documents, and the certificates in them. */
public final class IdentityTarget implements FuzzTarget {

    private static final String PLACE = "#1 (line 1)";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<byte[]> documents = Repeatable.from(new Random(1), IdentityTarget::documents);

    private final Mutator mutator = new Mutator(List.of(
            "null",
            "true",
            "false",
            "-1",
            "1e999",
            "\"\"",
            "{}",
            "[]",
            "[",
            "{\"a\":",
            "\"keys\":",
            "\"pgp\":",
            "\"smime\":",
            "\"revoked\":",
            "\"value\":",
            "\"accept_from\":",
            "\"type\":\"Identity\",",
            "\"_id\":",
            "\\u0000",
            "\\ud800",
            "@",
            ".",
            "\"",
            "+",
            "\u00c3\u00bc",
            "xn--",
            "2027-02-30",
            "+1000000000-01-01",
            "-999999999-01-01T00:00:00Z",
            "*@",
            ","));

    private static List<byte[]> documents() {
        return List.of(
                        TestIdentities.main("u", "alice@example.org").id("d1"),
                        TestIdentities.main("u", "alice@example.org")
                                .id("d1")
                                .key(TestKeys.curve25519().armoredCertificate()),
                        TestIdentities.main("u", "alice@example.org")
                                .keys(TestKeys.version6().base64Certificate(), "x"),
                        TestIdentities.main("u", "alice@example.org").smime("MIIB"),
                        TestIdentities.alias("u", "\"a b\"@b\u00fccher.example", "x+y@[192.0.2.1]")
                                .disabled(),
                        TestIdentities.alias("u", "@example.org", "x@example.org")
                                .acceptFrom("*@example.net", "a@b.example"),
                        TestIdentities.main("u", "a@b.c")
                                .withRaw(
                                        "keys",
                                        "{\"smime\":[{\"value\":\"MIIB\",\"revoked\":\"2027-01-31T12:00:00Z\"}]}")
                                .overQuota())
                .stream()
                .map(document -> document.json().toString().getBytes(UTF_8))
                .toList();
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public byte[] input(Random random) {
        return mutator.mutate(any(random), any(random), random);
    }

    private byte[] any(Random random) {
        return documents.get(random.nextInt(documents.size()));
    }

    @Override
    public Check run(byte[] input) throws Exception {
        JsonNode document;
        try {
            document = MAPPER.readTree(input);
        } catch (IOException e) {
            // text that is not JSON never reaches the parser
            return Check.NONE;
        }
        IdentityParser.parse(StoredDocument.at(PLACE, document))
                .filter(Identity.class::isInstance)
                .map(Identity.class::cast)
                .ifPresent(identity -> new AccountCertificateReader()
                        .read(identity.keyMaterial())
                        .evaluate(TestKeys.NOW));
        return Check.NONE;
    }

    @Override
    public AllocationLimit limit() {
        return new AllocationLimit(16L << 20, 2 << 10);
    }
}
