package org.sealmx.tools.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.tools.Main;

class ExplainCommandTest {

    private static final Path SHIPPED = Path.of("../james-conf/conf/mailetcontainer.xml");
    /** A certificate that ends in 2126; nobody has its secret key. */
    private static final String X509 = """
            -----BEGIN CERTIFICATE-----
            MIIC9jCCAd6gAwIBAgIUTg3yHGTV5N0r4pD6TlBSKKzLfacwDQYJKoZIhvcNAQEL
            BQAwHDEaMBgGA1UEAwwRY2Fyb2xAZXhhbXBsZS5vcmcwIBcNMjYxMTI5MjAyNjEx
            WhgPMjEyNjExMDUyMDI2MTFaMBwxGjAYBgNVBAMMEWNhcm9sQGV4YW1wbGUub3Jn
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAt5tAtNma4ILJSW8gh074
            qQtnfLzFydrT4YjhQGwmj2iX6npAlwvVi1cVLg8X8PmzWXfE020F5LWfR+C4mdJL
            lAJLumBh/6nJ/fF7RGtBboYKPQiHT6FQfHAl2JNdYfTV3/B3LKvTm/47VySMaq5R
            +vsLirbHAr/PrDGfFPqvaXZEe0ky2q6AsZXP9FdgXEW/NDqnMow/y1tAlDI8SZ3O
            m6G54eYKGVrqIylDPUO4jxmqVo8/99qyEvHjqP6xWvORkJfEJpuxKP5d/eGBMIjE
            GQ3JkeGdYfPWUID+xP6MZ9/vmwlMSnTMpx3ncC9OzzICWsblrNcMSRUpRkbtHZ+K
            oQIDAQABoy4wLDALBgNVHQ8EBAMCBSAwHQYDVR0OBBYEFKdvaScp27mfyzROcfeU
            P3A6WP9WMA0GCSqGSIb3DQEBCwUAA4IBAQAnAi20B98qMCX9wQ37Wo6qfJ8nFICS
            CFgkllgShv6WTpV5oMlHVnJKyS+mXwb87voeu5z5XZ24YZjowN7J4Xs68tdTFtyy
            gkurQQEtCQARi7wcZ3MjWJOf7fr6diZqD/r1PXxgTp93rPwQ4P6a6MnUW+6ulXdG
            brhVt/NpiztgIHvgB163u4lI6lXcLvIyyWtBFwDRjpRgnZqq2IM4HS/49yELEyVt
            Rp1IVdtjyMnd1Dx3d6G/WIKFApsCBA6DNTXxTfnrM9+I3qawBaWSD4Xvk3+2ca41
            l6RbLOdt7lqDaPM/CBFFkdl6gv35OBqZ13FebTTrMyemP25+C9/s++M9
            -----END CERTIFICATE-----
            """;

    private static final List<Doc> DOCUMENTS = List.of(
            main("u1", "alice@example.org").key(TestKeys.curve25519().armoredCertificate()),
            main("u2", "bob@example.org").key(TestKeys.expired().armoredCertificate()),
            main("u3", "carol@example.org").smime(X509),
            main("u4", "dave@example.org")
                    .acceptFrom("friend@example.com")
                    .key(TestKeys.curve25519().armoredCertificate()),
            alias("u1", "team@example.org", "alice@example.org"),
            alias("u2", "team@example.org", "bob@example.org"));

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private Path conf;

    @BeforeEach
    void configure() throws Exception {
        conf = Files.createDirectory(folder.resolve("conf"));
        configure("file://conf/directory.json");
        Files.writeString(conf.resolve("directory.json"), array(DOCUMENTS));
        Files.copy(SHIPPED, conf.resolve("mailetcontainer.xml"));
    }

    private void configure(String directory) throws Exception {
        Files.write(conf.resolve("sealmx.properties"), List.of("domains=example.org", "directory=" + directory));
    }

    private int explain(String... words) {
        out.reset();
        errors.reset();
        List<String> all = new ArrayList<>(List.of("explain", "--conf", conf.toString()));
        all.addAll(List.of(words));
        return Main.run(
                all,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws Exception {
        return new JsonMapper().readTree(said());
    }

    @Test
    void explainShouldDrawTheWayOfTheMail() {
        assertThat(explain("--ascii", "team@example.org")).isZero();
        assertThat(said())
                .startsWith("team@example.org\n+- found under this address: identity d005, d006\n")
                .contains("+- identity d005 leads to -> alice@example.org")
                .contains("`- identity d006 leads to -> bob@example.org")
                .contains("gets a sealed copy")
                .contains("gets no copy: 450 4.7.5 ")
                .contains("At RCPT:    250 2.1.5 Recipient OK\n")
                .contains("After DATA: 250 2.6.0 Message stored, if the store takes it\n")
                .contains("In memory:  this program keeps nothing in memory\n")
                .contains("Note:       this is what a server that starts now would do");
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void explainShouldExitWithOneWhenTheAddressIsNotAccepted() throws Exception {
        assertThat(explain("bob@example.org", "--json")).isOne();
        assertThat(json().path("atRcpt").path("code").asInt()).isEqualTo(450);
        assertThat(explain("nobody@example.org", "--json")).isOne();
        assertThat(json().path("atRcpt").path("code").asInt()).isEqualTo(550);
        assertThat(explain("dave@example.org", "--json", "--sender", "eve@example.com"))
                .isOne();
        assertThat(json().path("senderRule").path("permitted").asBoolean()).isFalse();
        assertThat(explain("dave@example.org", "--sender=friend@example.com")).isZero();
        assertThat(explain("dave@example.org", "--sender=<>")).isZero();
    }

    @Test
    void explainShouldAskTheChainWhatItCanSealTo() throws Exception {
        assertThat(explain("carol@example.org", "--json"))
                .isEqualTo(json().path("atRcpt").path("code").asInt() == 250 ? 0 : 1);
        Path chain = conf.resolve("mailetcontainer.xml");
        Files.writeString(
                chain,
                Files.readString(chain)
                        .replaceFirst("(<mailet [^>]*EncryptForRecipient\">)", "$1<format>leap</format>"));
        assertThat(explain("alice@example.org")).isZero();
        assertThat(explain("carol@example.org")).isOne();
    }

    @Test
    void explainShouldSayThatCouchDbDoesNotAnswer() throws Exception {
        FakeCouchDb couch = new FakeCouchDb();
        configure(couch.server().uri().toString());
        couch.close();
        assertThat(explain("alice@example.org", "--json")).isOne();
        assertThat(json().path("outage").asText()).isNotEmpty();
        assertThat(json().path("atRcpt").path("code").asInt()).isEqualTo(451);
    }

    @Test
    void explainShouldEndWithOneLineWhenNothingCanBeSaid() throws Exception {
        assertOneLine(explain("no address"), "ADDRESS must be a mail address");
        assertOneLine(explain("@example.org"), "an address that it catches, such as anybody@example.org");
        assertOneLine(explain("\u001b[2J@example.org"), "ADDRESS must be a mail address");
        assertOneLine(explain("alice@example.org", "--sender", "x"), "--sender must be a mail address");
        assertOneLine(explain(), "ADDRESS");
        Files.delete(conf.resolve("directory.json"));
        assertOneLine(explain("alice@example.org"), "directory.json");
    }

    private void assertOneLine(int code, String words) {
        String error = errors.toString(StandardCharsets.UTF_8);
        assertThat(code).isEqualTo(2);
        assertThat(error).contains(words).doesNotContain("\u001b");
        assertThat(error.lines()).hasSize(1);
        assertThat(said()).isEmpty();
    }
}
