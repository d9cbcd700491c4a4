package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.RandomAddresses;
import org.sealmx.smtp.ReversePath;

/** The syntax of MAIL and RCPT. */
class LmtpAddressesTest {

    private static final String OK = "250 2.1.0 Sender OK";
    private static final String RECIPIENT_OK = "250 2.1.5 Recipient OK";

    private final LmtpFixture fixture = new LmtpFixture();
    private Dialogue client;

    @BeforeEach
    void connect() throws IOException {
        client = fixture.greeted();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        fixture.close();
    }

    private ReversePath senderOf(String mail) throws IOException {
        assertThat(client.command(mail)).isEqualTo(OK);
        assertThat(client.command("RCPT TO:<alice@example.org>")).isEqualTo(RECIPIENT_OK);
        client.command("DATA");
        client.write("text\r\n.\r\n");
        client.reply();
        return fixture.processor.deliveries().get(0).sender();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "MAIL FROM:<sender@example.com>, sender@example.com",
                "mail from:<sender@example.com> size=100 body=8BITMIME, sender@example.com",
                "MAIL FROM: <sender@example.com> BODY=7BIT, sender@example.com",
                "MAIL FROM:<\"a> b\"@example.com>, \"a> b\"@example.com",
                "MAIL FROM:<@relay.example:sender@example.com>, sender@example.com",
                "MAIL FROM:<gr\u00fc\u00dfe@example.com> SMTPUTF8, gr\u00fc\u00dfe@example.com",
                "MAIL FROM:<root@3f2a9c1b7d4e>, root@3f2a9c1b7d4e"
            })
    void mailShouldBeginATransactionWhenTheLineIsValid(String mail, String sender) throws IOException {
        assertThat(senderOf(mail)).isEqualTo(ReversePath.of(EmailAddress.of(sender)));
    }

    @Test
    void mailShouldBeginATransactionWhenThePathIsNull() throws IOException {
        assertThat(senderOf("MAIL FROM:<>").address()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL | 501 5.5.4",
                "MAIL FROM | 501 5.5.4",
                "MAIL TO:<a@example.com> | 501 5.5.4",
                "MAIL FROM:a@example.com | 501 5.5.4",
                "MAIL FROM:<a@example.com | 501 5.5.4",
                "MAIL FROM:<a> | 501 5.1.7",
                "MAIL FROM:<a@> | 501 5.1.7",
                "MAIL FROM:<.a@example.com> | 501 5.1.7",
                "MAIL FROM:<> SIZE=x | 501 5.5.4",
                "MAIL FROM:<> SIZE= | 501 5.5.4",
                "MAIL FROM:<> SIZE=-1 | 501 5.5.4",
                "MAIL FROM:<> SIZE=9999999999999999999 | 501 5.5.4",
                "MAIL FROM:<> SIZE=1 SIZE=1 | 501 5.5.4",
                "MAIL FROM:<> BODY=BINARYMIME | 501 5.5.4",
                "MAIL FROM:<> BODY | 501 5.5.4",
                "MAIL FROM:<> SMTPUTF8=yes | 501 5.5.4",
                "MAIL FROM:<> RET=FULL | 555 5.5.4",
                "MAIL FROM:<> X | 555 5.5.4",
                "MAIL FROM:<> SIZE=4097 | 552 5.3.4",
                "MAIL FROM:<> SIZE=999999999999999999 | 552 5.3.4",
                "MAIL FROM:<gr\u00fc\u00dfe@example.com> | 553 5.6.7"
            })
    void mailShouldBeRefusedAndBeginNothingWhenTheLineIsNotValid(String mail, String reply) throws IOException {
        assertThat(client.command(mail)).startsWith(reply + " ");
        assertThat(client.command("MAIL FROM:<>")).isEqualTo(OK);
    }

    @Test
    void mailShouldBeAcceptedWhenTheDeclaredSizeIsTheLimit() throws IOException {
        assertThat(client.command("MAIL FROM:<> SIZE=4096")).isEqualTo(OK);
    }

    @Test
    void mailShouldBeDeferredWhenTheDeclaredSizeDoesNotFitBesideWhatIsInFlight() throws IOException {
        fixture.budget.reserve(LmtpFixture.MAX_BYTES_IN_FLIGHT - 10);

        assertThat(client.command("MAIL FROM:<> SIZE=11")).startsWith("451 4.3.2 ");
        assertThat(client.command("MAIL FROM:<> SIZE=10")).isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RCPT TO:<alice@example.org>",
                "rcpt to:<ALICE@Example.ORG>",
                "RCPT TO: <alice@example.org>",
                "RCPT TO:<\"a b\"@example.org>",
                "RCPT TO:<\"a>b\"@example.org>",
                "RCPT TO:<\"alice\"@example.org>",
                "RCPT TO:<@relay.example:alice@example.org>",
                "RCPT TO:<postmaster>",
                "RCPT TO:<Postmaster>"
            })
    void rcptShouldAcceptWhenTheRecipientCanReceive(String rcpt) throws IOException {
        client.command("MAIL FROM:<>");

        assertThat(client.command(rcpt)).isEqualTo(RECIPIENT_OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RCPT | 501 5.5.4",
                "RCPT FROM:<alice@example.org> | 501 5.5.4",
                "RCPT TO:alice@example.org | 501 5.5.4",
                "RCPT TO:<alice@example.org | 501 5.5.4",
                "RCPT TO:<> | 553 5.1.3",
                "RCPT TO:<alice> | 553 5.1.3",
                "RCPT TO:<a b@example.org> | 553 5.1.3",
                "RCPT TO:<alice@exa_mple..org> | 553 5.1.3",
                "RCPT TO:<alice@example.org> NOTIFY=NEVER | 555 5.5.4",
                "RCPT TO:<alice@example.org> NOTIFY=NEVER NOTIFY=NEVER | 501 5.5.4",
                "RCPT TO:<nobody@example.org> | 550 5.1.1",
                "RCPT TO:<disabled@example.org> | 550 5.2.1",
                "RCPT TO:<alice@example.net> | 554 5.7.1",
                "RCPT TO:<outage@example.org> | 451 4.4.3",
                "RCPT TO:<j\u00f6rg@example.org> | 553 5.6.7"
            })
    void rcptShouldBeRefusedAndTheSessionGoOnWhenTheRecipientCannotReceive(String rcpt, String reply)
            throws IOException {
        client.command("MAIL FROM:<>");

        assertThat(client.command(rcpt)).startsWith(reply + " ");
        assertThat(client.command("DATA")).startsWith("503 5.5.1 ");
        assertThat(client.command("RCPT TO:<alice@example.org>")).isEqualTo(RECIPIENT_OK);
    }

    @Test
    void rcptShouldAcceptAnAddressThatIsNotAsciiWhenTheTransactionIsSmtpUtf8() throws IOException {
        client.command("MAIL FROM:<> SMTPUTF8");
        assertThat(client.command("RCPT TO:<j\u00f6rg@example.org>")).isEqualTo(RECIPIENT_OK);
        client.command("DATA");
        client.write("text\r\n.\r\n");

        assertThat(client.reply()).startsWith("250 2.6.0 ");
        assertThat(fixture.processor.recipients()).containsExactly("j%C3%B6rg@example.org");
        assertThat(fixture.processor.deliveries().get(0).recipient())
                .isEqualTo(EmailAddress.of("j\u00f6rg@example.org"));
    }

    @Test
    void rcptShouldBeRefusedForNowWhenThereAreTooManyRecipients() throws IOException {
        client.command("MAIL FROM:<>");
        for (int i = 0; i < LmtpFixture.MAX_RECIPIENTS; i++) {
            assertThat(client.command("RCPT TO:<alice@example.org>")).isEqualTo(RECIPIENT_OK);
        }

        assertThat(client.command("RCPT TO:<alice@example.org>")).startsWith("452 4.5.3 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uff45xample.org",
                "exam\u200bple.org",
                "exam\u00adple.org",
                "example\u3002org",
                "stra\u00dfe.example"
            })
    void recipientShouldNotBeOursWhenItsDomainOnlyLooksLikeIt(String domain) throws IOException {
        client.command("MAIL FROM:<a@example.com> SMTPUTF8");

        assertThat(client.command("RCPT TO:<alice@" + domain + ">")).startsWith("55");
    }

    @Test
    void transactionShouldBeAnsweredToTheEndWhateverAddressMailHasAccepted() throws IOException {
        for (EmailAddress sender : new RandomAddresses(new SecureRandom().nextLong()).anywhere(100)) {
            assertThat(client.command("MAIL FROM:<" + sender + "> SMTPUTF8")).startsWith("250 ");
            client.command("RCPT TO:<alice@example.org>");
            client.command("DATA");
            assertThat(client.command("text\r\n.")).as("from %s", sender).startsWith("250 2.6.0 ");
        }
    }
}
