package org.sealmx.server.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.server.config.StartUpException;

class PostfixCheckTest {

    private static final String IN_ORDER = """
            mydestination = localhost
            virtual_alias_domains =
            virtual_mailbox_domains =
            relay_domains = example.org
            relay_transport = lmtp:inet:127.0.0.1:10024
            transport_maps =
            mailbox_size_limit = 0
            message_size_limit = 52428800
            lmtp_line_length_limit = 0
            smtpd_recipient_restrictions = reject_unauth_destination, reject_unverified_recipient
            address_verify_negative_expire_time = 20s
            address_verify_positive_expire_time = 60s
            """;

    @TempDir
    Path folder;

    private static List<String> findings(String settings) {
        return PostfixCheck.findings(
                PostfixSettings.parse(settings), List.of("example.org"), OptionalLong.of(51_200 * 1024));
    }

    private static String with(String setting, String value) {
        return IN_ORDER.replaceFirst("(?m)^" + setting + " =.*$", setting + " = " + value);
    }

    @Test
    void findingsShouldBeNoneForTheSample() {
        assertThat(findings(IN_ORDER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mydestination                       | a.example, EXAMPLE.ORG localhost | mydestination contains example.org: Postfix delivers its mail to local mailboxes, unsealed. Take it out.
            virtual_mailbox_domains             | example.org | virtual_mailbox_domains contains example.org: Postfix delivers its mail by virtual_transport, not by relay_transport. Take it out.
            virtual_alias_domains               | example.org | virtual_alias_domains contains example.org: Postfix refuses its addresses unless virtual_alias_maps redirects them. Take it out.
            relay_domains                       | example.net | relay_domains does not contain example.org: Postfix refuses its mail. Add it.
            relay_transport                     | relay | relay_transport is 'relay', and mail does not reach SealMX. Set it to lmtp:inet:HOST:PORT, as bound in lmtpserver.xml.
            mailbox_size_limit                  | 51200000 | message_size_limit (52428800) is above mailbox_size_limit (51200000): Postfix' local delivery stops. Set mailbox_size_limit = 0.
            message_size_limit                  | 52428801 | message_size_limit (52428801) is above maxmessagesize of lmtpserver.xml (51200 KiB): Postfix accepts messages that bounce. Lower one, or raise the other.
            message_size_limit                  | 0 | message_size_limit (0) is above maxmessagesize of lmtpserver.xml (51200 KiB): Postfix accepts messages that bounce. Lower one, or raise the other.
            lmtp_line_length_limit              | 998 | lmtp_line_length_limit is 998: Postfix breaks longer lines, and signatures over them turn bad. Set it to 0.
            address_verify_negative_expire_time | 3d | address_verify_negative_expire_time is 3d: for that long Postfix may refuse a new account or accept a disabled one. Set it to a minute or less.
            address_verify_positive_expire_time | 31d | address_verify_positive_expire_time is 31d: for that long Postfix may refuse a new account or accept a disabled one. Set it to a minute or less.
            """)
    void findingsShouldNameWhatIsWrong(String setting, String value, String finding) {
        assertThat(findings(with(setting, value))).containsExactly("Postfix: " + finding);
    }

    @ParameterizedTest
    @CsvSource({
        "relay_domains, 'example.net, org'",
        "mydestination, sub.example.org",
        "address_verify_negative_expire_time, 3600",
        "mailbox_size_limit, 52428800",
        "lmtp_line_length_limit, ''"
    })
    void findingsShouldBeNoneForWhatIsHarmless(String setting, String value) {
        assertThat(findings(with(setting, value))).isEmpty();
    }

    @Test
    void listShouldBeReadFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("domains"), "# example.org\nexample.net\nexample.org\n");

        assertThat(findings(with("mydestination", file.toString()))).hasSize(1);
        assertThat(findings(with("relay_domains", file.toString()))).isEmpty();
        assertThatExceptionOfType(StartUpException.class)
                .isThrownBy(() -> findings(with("mydestination", folder + "/none")))
                .withMessage("--postfix: mydestination names " + folder + "/none, which cannot be read");
    }

    @Test
    void sizeThatIsNoNumberShouldBeNamed() {
        assertThatExceptionOfType(StartUpException.class)
                .isThrownBy(() -> findings(with("message_size_limit", "50M")))
                .withMessage("--postfix: message_size_limit is not a number: '50M'");
    }
}
