package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.server.config.StartUpException;

class PostfixCheckTest {

    private final FakePostfix postfix = new FakePostfix();
    private final Map<String, String> values = postfix.values;
    private final Map<String, String> tables = postfix.tables;

    private List<String> problems() {
        return postfix.problems();
    }

    @Test
    void readmesLinesShouldBeInOrder() {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mx.example.net, Example.ORG, localhost",
                "localhost example.org",
                "localhost\n\texample.org",
                "/etc/mailname.list",
                "hash:/etc/postfix/local"
            })
    void domainThatPostfixStoresItselfShouldBeNamedHoweverItIsListed(String list) {
        values.put("mydestination", list);
        tables.put("/etc/mailname.list", "other.example\nexample.org");
        tables.put("hash:/etc/postfix/local example.org", "x");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("Postfix: example.org is in mydestination, so Postfix stores its mail itself, unsealed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socketmap:inet:127.0.0.1:10023:recipient", "tcp:127.0.0.1:2244"})
    void delimiterShouldNotMatterToAListThatAsksAServerForWholeAddresses(String list) {
        values.put("recipient_delimiter", "");
        values.put("relay_recipient_maps", list);

        assertThat(problems()).isEmpty();
    }

    @Test
    void domainThatIsExcludedFirstShouldNotCountAsListed() {
        values.put("mydestination", "!example.org, pcre:/everything");
        tables.put("pcre:/everything example.org", "x");

        assertThat(problems()).isEmpty();
    }

    @Test
    void domainOfAliasesShouldBeNamed() {
        values.put("virtual_alias_domains", "hash:/etc/postfix/virtual");
        tables.put("hash:/etc/postfix/virtual example.org", "anything");

        assertThat(problems()).singleElement().asString().contains("virtual_alias_domains", "does not reach SealMX");
    }

    @Test
    void domainOfMailboxesShouldGoToSealMxByItsTransport() {
        values.put("virtual_mailbox_domains", "example.org");
        values.put("virtual_transport", "virtual");
        assertThat(problems()).singleElement().asString().contains("virtual_transport = virtual");

        values.put("virtual_transport", "lmtp:inet:127.0.0.1:10024");
        assertThat(problems()).isEmpty();
    }

    @Test
    void domainThatIsNowhereShouldBeNamed() {
        values.put("relay_domains", "example.com");

        assertThat(problems())
                .containsExactly("Postfix: example.org is not in relay_domains, so Postfix refuses its mail; add it");
    }

    @ParameterizedTest
    @CsvSource({"relay,false", "lmtp:inet:127.0.0.1:10024,true"})
    void transportMapsShouldComeBeforeTheTransportOfTheClass(String transport, boolean right) {
        values.put("transport_maps", "hash:/etc/postfix/transport");
        values.put("relay_transport", right ? "relay" : "lmtp:inet:127.0.0.1:10024");
        tables.put("hash:/etc/postfix/transport example.org", transport);

        assertThat(problems().isEmpty()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "52428800, 51200000, mailbox_size_limit",
        "0, 51200000, mailbox_size_limit",
        "52428801, 0, maxmessagesize",
        "0, 0, maxmessagesize",
    })
    void limitsThatDoNotFitShouldBeNamed(String message, String mailbox, String named) {
        values.put("message_size_limit", message);
        values.put("mailbox_size_limit", mailbox);

        assertThat(problems()).isNotEmpty().anySatisfy(problem -> assertThat(problem)
                .contains("message_size_limit = " + message, named));
    }

    @Test
    void brokenLinesShouldBeNamed() {
        values.put("lmtp_line_length_limit", "998");

        assertThat(problems()).singleElement().asString().contains("lmtp_line_length_limit = 0");
    }

    @Test
    void linesOfTheServiceThatCarriesTheMailShouldCount() {
        values.put("lmtp_line_length_limit", "998");
        values.put("sealmx/lmtp_line_length_limit", "0");
        postfix.services.put("sealmx", "sealmx unix - - y - - lmtp -o lmtp_line_length_limit=0");
        values.put("relay_transport", "sealmx:inet:127.0.0.1:10024");

        assertThat(problems()).isEmpty();
    }

    @Test
    void whatWasLookedAtShouldBeSaidWithAndWithoutFaults() {
        assertThat(postfix.result().lookedAt())
                .startsWith("Postfix in /etc/postfix: looked at ")
                .endsWith(" for example.org; no fault found");

        values.put("lmtp_line_length_limit", "998");
        assertThat(postfix.result().lookedAt()).endsWith("; 1 fault found, below");

        values.put("message_size_limit", "0");
        assertThat(postfix.result().lookedAt()).endsWith("; 2 faults found, below");
    }

    @Test
    void timeoutThatEndsBeforeSealMxAnswersShouldBeNamed() {
        values.put("lmtp_data_done_timeout", "90");
        assertThat(problems()).singleElement().asString().contains("lmtp_data_done_timeout = 90s may end before");

        values.put("lmtp_data_done_timeout", "2m");
        assertThat(problems()).isEmpty();
    }

    @Test
    void invalidTimeShouldEndTheCheckInOneLine() {
        values.put("lmtp_data_done_timeout", "soon");

        assertThatExceptionOfType(StartUpException.class)
                .isThrownBy(this::problems)
                .withMessage("--postfix: lmtp_data_done_timeout is not a time: soon");
    }

    @Test
    void moreRecipientsAtOnceThanSealMxTakesShouldBeNamed() {
        postfix.ours.put("max-recipients", "20");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("lmtp_destination_recipient_limit = 50 is above max-recipients of sealmx.properties, 20");

        values.remove("lmtp_destination_recipient_limit");
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', +-, +-", "+, +-, -", "+-, +, ''", "-, none, ''"})
    void delimiterThatAListOfRecipientsIsReadWithoutShouldBeNamed(String theirs, String own, String missing) {
        values.put("recipient_delimiter", theirs);
        postfix.ours.put("recipient-delimiter", own);
        assertThat(problems()).as("without a list").isEmpty();

        values.put("relay_recipient_maps", "hash:/etc/postfix/recipients");
        if (missing.isEmpty()) {
            assertThat(problems()).isEmpty();
        } else {
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains(
                            "recipient_delimiter = " + theirs + " lacks " + missing + " of", "in relay_recipient_maps");
        }
    }
}
