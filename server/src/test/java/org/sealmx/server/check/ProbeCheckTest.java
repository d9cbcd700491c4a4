package org.sealmx.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeCheckTest {

    private static final String PROBE = "reject_unverified_recipient";

    private final FakePostfix postfix = new FakePostfix();

    /** Postfix' own values, and what a number without a unit means to it. */
    @ParameterizedTest
    @CsvSource({
        "address_verify_negative_refresh_time, 3h,  3h,  10s, a new account stays refused",
        "address_verify_negative_refresh_time, 10,  10h, 10s, a new account stays refused",
        "address_verify_negative_refresh_time, 11s, 11s, 10s, a new account stays refused",
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
    @ValueSource(strings = {"smtpd_recipient_restrictions", "smtpd_relay_restrictions", "smtpd_sender_restrictions"})
    void probesShouldBeSeenInEachListOfRestrictions(String list) {
        postfix.values.put("smtpd_recipient_restrictions", "permit_mynetworks");
        postfix.values.put(list, "permit_mynetworks,\n  { check_client_access hash:/x }, " + PROBE);
        assertThat(postfix.problems()).isEmpty();

        postfix.values.put("address_verify_positive_expire_time", "31d");
        assertThat(postfix.problems()).hasSize(1);
    }

    @Test
    void wordThatOnlyHoldsTheNameShouldNotCount() {
        postfix.values.put(
                "smtpd_recipient_restrictions", "check_recipient_access inline:{x@example.org=" + PROBE + "}");

        assertThat(postfix.problems()).singleElement().asString().contains("nothing has Postfix ask");
    }

    @Test
    void mailForEverybodyShouldBeNamedWhenNobodyIsAsked() {
        postfix.values.put("smtpd_recipient_restrictions", "");
        postfix.values.put("address_verify_positive_expire_time", "31d");
        assertThat(postfix.problems())
                .containsExactly(
                        "Postfix: nothing has Postfix ask whether a recipient exists, so it accepts mail for every"
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
