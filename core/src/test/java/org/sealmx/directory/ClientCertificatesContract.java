package org.sealmx.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.identity.TestIdentities.Doc;

/**
 * The contract of {@link ClientCertificates}. The test of a backend implements the factory method and inherits the
 * tests.
 */
public interface ClientCertificatesContract {

    /** A fingerprint as leap_web writes it. */
    String FINGERPRINT = "0a:1b:2c:3d:4e:5f:60:71:82:93:a4:b5:c6:d7:e8:f9:0a:1b:2c:3d";

    /** Noon of the day on which most certificates of these tests expire. */
    Instant NOON = Instant.parse("2027-01-31T12:00:00Z");

    /**
     * The client certificates in the documents of a JSON array. The implementation closes what it opens after the test.
     */
    ClientCertificates certificatesOf(String jsonArray) throws Exception;

    /** The document of alice, who has registered a certificate. */
    private static Doc alice(String fingerprint, String expires) {
        return main("u1", "alice@example.org")
                .withRaw("cert_fingerprints", "{\"" + fingerprint + "\": \"" + expires + "\"}");
    }

    private static CertificateFingerprint fingerprint(String text) {
        return CertificateFingerprint.parse(text).orElseThrow();
    }

    private Optional<ClientCertificate> find(Doc... documents) throws Exception {
        return certificatesOf(array(documents)).find(fingerprint(FINGERPRINT), NOON);
    }

    @Test
    default void findShouldGiveAccountAndExpiry() throws Exception {
        assertThat(find(alice(FINGERPRINT, "2027-02-01"), main("u2", "bob@example.org")))
                .contains(new ClientCertificate(
                        fingerprint(FINGERPRINT), new AccountId("u1"), LocalDate.parse("2027-02-01")));
    }

    @Test
    default void findShouldBeEmptyWhenNobodyHasIt() throws Exception {
        assertThat(find()).isEmpty();
        assertThat(find(alice(FINGERPRINT.replace("0a", "0b"), "2027-02-01"))).isEmpty();
    }

    @Test
    default void findShouldTakeEverySpelling() throws Exception {
        for (String stored : new String[] {
            FINGERPRINT,
            FINGERPRINT.toUpperCase(Locale.ROOT),
            FINGERPRINT.replace(":", ""),
            FINGERPRINT.replace(":", "").toUpperCase(Locale.ROOT)
        }) {
            assertThat(find(alice(stored, "2027-02-01"))).as(stored).isPresent();
        }
    }

    @Test
    default void findShouldBeEmptyFromTheDayAfterItExpires() throws Exception {
        ClientCertificates certificates = certificatesOf(array(alice(FINGERPRINT, "2027-01-31")));

        assertThat(certificates.find(fingerprint(FINGERPRINT), Instant.parse("2027-01-31T23:59:59Z")))
                .isPresent();
        assertThat(certificates.find(fingerprint(FINGERPRINT), Instant.parse("2027-02-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    default void findShouldBeEmptyWhenItWasWithdrawn() throws Exception {
        String withdrawn = "{\"" + FINGERPRINT.toUpperCase(Locale.ROOT) + "\": \"2027-02-01\"}";

        assertThat(find(main("u1", "alice@example.org").withRaw("disabled_cert_fingerprints", withdrawn)))
                .isEmpty();
        assertThat(find(alice(FINGERPRINT, "2027-02-01").withRaw("disabled_cert_fingerprints", withdrawn)))
                .isEmpty();
    }

    @Test
    default void findShouldBeEmptyWhenTheAccountIsDisabledOrGone() throws Exception {
        assertThat(find(alice(FINGERPRINT, "2027-02-01").disabled())).isEmpty();
        assertThat(find(alice(FINGERPRINT, "2027-02-01").orphaned())).isEmpty();
    }

    @Test
    default void findShouldBeEmptyWhenTheDocumentIsOfAnotherType() throws Exception {
        assertThat(find(alice(FINGERPRINT, "2027-02-01").with("type", "Other"))).isEmpty();
    }

    @Test
    default void findShouldGiveTheLatestDayWhenSeveralDocumentsHaveIt() throws Exception {
        Doc second = alias("u1", "info@example.org", "alice@example.org")
                .withRaw("cert_fingerprints", "{\"" + FINGERPRINT + "\": \"2027-03-01\"}");

        assertThat(find(alice(FINGERPRINT, "2027-02-01").id("d1"), second.id("d2")))
                .hasValueSatisfying(found -> assertThat(found.expires()).isEqualTo("2027-03-01"));
        assertThat(find(alice(FINGERPRINT, "soon").id("d1"), second.id("d2"))).isPresent();
    }

    @Test
    default void findShouldSayThatItDoesNotKnowWhenTheDocumentIsBroken() throws Exception {
        for (Doc broken : new Doc[] {
            alice(FINGERPRINT, "soon"),
            alice(FINGERPRINT, "2027-02-30"),
            alice(FINGERPRINT, "x").withRaw("cert_fingerprints", "{\"" + FINGERPRINT + "\": 20270201}"),
            alice(FINGERPRINT, "2027-02-01").withRaw("enabled", "\"no\"")
        }) {
            assertThatExceptionOfType(DirectoryUnavailableException.class)
                    .isThrownBy(() -> find(broken.id("d1")))
                    .withMessageStartingWith("identity d1: \"")
                    .withMessageNotContaining("@");
        }
    }

    @Test
    default void findShouldIgnoreWhatIsNotAFingerprint() throws Exception {
        String json = "{\"" + FINGERPRINT + "\": \"2027-02-01\", \"x\": \"2027-02-01\", \"\": 3}";

        assertThat(find(main("u1", "alice@example.org").withRaw("cert_fingerprints", json)))
                .isPresent();
        for (String other : new String[] {"[]", "\"x\"", "null", "17", "{}"}) {
            assertThat(find(main("u1", "alice@example.org").withRaw("cert_fingerprints", other)))
                    .as(other)
                    .isEmpty();
        }
    }
}
