package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeCheckTest {

    private static final String PROBE = "reject_unverified_recipient";

    private final FakePostfix postfix = new FakePostfix();

    /** Postfix' default values, and numbers without a unit as Postfix reads them. */
    @ParameterizedTest
    @CsvSource({
        "address_verify_negative_refresh_time, 3h,  3h,  10s, a new account stays refused",
        "address_verify_negative_refresh_time, 10,  10h, 10s, a new account stays refused",
        "address_verify_negative_refresh_time, 11s, 11s, 10s, a new account stays refused",
        "address_verify_negative_refresh_time, 3H,  3H,  10s, a new account stays refused",
        "address_verify_negative_expire_time,  3D,  3D,  20s, a new account stays refused",
        "address_verify_positive_expire_time,  2W,  2W,  60s, for an account that was disabled is accepted",
        "address_verify_negative_expire_time,  3d,  3d,  20s, a new account stays refused",
        "address_verify_negative_expire_time,  1,   1d,  20s, a new account stays refused",
        "address_verify_positive_refresh_time, 7d,  7d,  60s, for an account that was disabled is accepted",
        "address_verify_positive_refresh_time, 2,   2d,  60s, for an account that was disabled is accepted",
        "address_verify_positive_expire_time,  31d, 31d, 60s, for an account that was disabled is accepted",
        "address_verify_positive_expire_time,  2w,  2w,  60s, for an account that was disabled is accepted",
    })
    void timeThatIsLongerThanTheSamplesShouldBeNamedWithItsEffect(
            String name, String value, String shown, String longest, String effect) {
        postfix.values.put(name, value);

        assertThat(postfix.problems())
                .singleElement()
                .asString()
                .startsWith("Postfix: " + name + " = " + shown + " with " + PROBE + ", so ")
                .contains(effect)
                .endsWith("; set " + name + " = " + longest);
    }

    @ParameterizedTest
    @CsvSource({
        "address_verify_negative_refresh_time, 5s",
        "address_verify_positive_refresh_time, 1m",
        "address_verify_negative_refresh_time, 10S",
        "address_verify_positive_refresh_time, 1M",
        "address_verify_positive_expire_time, 30s",
    })
    void shorterTimesShouldBeInOrder(String name, String value) {
        postfix.values.put(name, value);

        assertThat(postfix.problems()).isEmpty();
    }

    @Test
    void negativeTimesShouldNotCountWhenRefusalsAreNotRemembered() {
        postfix.values.put("address_verify_negative_cache", "no");
        postfix.values.put("address_verify_negative_refresh_time", "3h");
        postfix.values.put("address_verify_negative_expire_time", "3d");

        assertThat(postfix.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtpd_recipient_restrictions", "smtpd_relay_restrictions", "smtpd_data_restrictions"})
    void probesShouldBeSeenInEachListOfRestrictions(String list) {
        postfix.values.put("smtpd_recipient_restrictions", "permit_mynetworks");
        postfix.values.put(list, "permit_mynetworks,\n  { check_client_access hash:/x }, " + PROBE);
        assertThat(postfix.problems()).isEmpty();

        postfix.values.put("address_verify_positive_expire_time", "31d");
        assertThat(postfix.problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check_recipient_access inline:{x@example.org=" + PROBE + "}",
                "permit_mynetworks, check_sender_access hash:/etc/postfix/access",
                "permit_mynetworks { CHECK_CLIENT_ACCESS hash:/etc/postfix/access }",
                "permit_mynetworks, asking",
            })
    void whatTablesAndClassesHaveShouldBeSaidNotToBeSeen(String restrictions) {
        postfix.values.put("smtpd_restriction_classes", "greeting, asking");
        postfix.values.put("smtpd_recipient_restrictions", "");
        postfix.values.put("smtpd_data_restrictions", restrictions);

        assertThat(postfix.problems()).isEmpty();
        assertThat(postfix.result().lookedAt())
                .endsWith("; not seen: whether the tables and classes of smtpd_data_restrictions have " + PROBE
                        + " for example.org; no fault found");

        postfix.values.put("smtpd_recipient_restrictions", PROBE);
        assertThat(postfix.result().lookedAt()).as("with a probe").doesNotContain("not seen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permit_mynetworks, warn_if_reject " + PROBE + "|false",
                "WARN_IF_REJECT\t" + PROBE + "|false",
                "warn_if_reject reject_unknown_client_hostname, " + PROBE + "|true",
                "warn_if_reject " + PROBE + ", " + PROBE + "|true",
                "REJECT_Unverified_Recipient|true",
            })
    void probeThatOnlyWarnsShouldNotCount(String restrictions, boolean asks) {
        postfix.values.put("smtpd_recipient_restrictions", restrictions);

        assertThat(postfix.problems())
                .hasSize(asks ? 0 : 1)
                .allMatch(text -> text.contains("Postfix never asks whether a recipient exists"));
    }

    @Test
    void mailForEverybodyShouldBeNamedWhenNobodyIsAsked() {
        postfix.values.put("smtpd_recipient_restrictions", "");
        postfix.values.put("address_verify_positive_expire_time", "31d");
        assertThat(postfix.problems())
                .containsExactly("Postfix: Postfix never asks whether a recipient exists, so it accepts mail for every"
                        + " address of example.org and bounces what SealMX refuses; add reject_unverified_recipient to the"
                        + " end of smtpd_recipient_restrictions");

        postfix.values.put("relay_recipient_maps", "hash:/etc/postfix/recipients");
        postfix.values.put("recipient_delimiter", "+");
        assertThat(postfix.problems()).as("with a list of recipients").isEmpty();
    }

    @Test
    void codeThatHasSendersTryForDaysShouldBeNamed() {
        postfix.values.put("unverified_recipient_reject_code", "450");

        assertThat(postfix.problems()).singleElement().asString().contains("unverified_recipient_reject_code = 550");
    }
}
