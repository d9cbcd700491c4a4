package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.forward.ForwardLoops;

class MailetParametersTest {

    private final MailetFixture fixture = new MailetFixture();

    /** A mailet that takes no parameters. */
    private static final class Plain extends AttemptMailet {

        private boolean configured;

        Plain() {
            super(new DeliveryLedger());
        }

        @Override
        protected Set<String> parameters() {
            return Set.of();
        }

        @Override
        protected void configure() {
            configured = true;
        }

        @Override
        public void service(Mail mail) {
            // does nothing
        }
    }

    private List<AttemptMailet> mailets() {
        return List.of(
                new Refuse(fixture.ledger),
                new ResolveAliases(fixture.ledger, () -> mail -> {}, TestDeliveries.together(1), new ForwardLoops(50)),
                fixture.encryptForRecipient());
    }

    private AttemptMailet mailet(String name) {
        return mailets().stream()
                .filter(m -> m.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void initShouldSucceedWhenThereAreNoParameters() {
        assertThat(mailets()).allSatisfy(mailet -> assertThatCode(() -> MailetFixture.configured(mailet))
                .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @CsvSource({"Refuse,reply", "ResolveAliases,processor", "EncryptForRecipient,already-encrypted"})
    void initShouldNameWhatIsUnknownAndWhatIsAcceptedWhenAParameterIsUnknown(String name, String accepted) {
        assertThatThrownBy(() -> MailetFixture.configured(mailet(name), "colour", "red"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("'colour'")
                .hasMessageContaining("accepts " + accepted);
    }

    @ParameterizedTest
    @CsvSource({"Refuse,Reply", "ResolveAliases,PROCESSOR", "EncryptForRecipient,Share"})
    void initShouldRefuseWhenAParameterIsWrittenInAnotherCase(String name, String parameter) {
        assertThatThrownBy(() -> MailetFixture.configured(mailet(name), parameter, "on"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("'" + parameter + "'");
    }

    @ParameterizedTest
    @CsvSource({"Refuse,reply", "ResolveAliases,processor", "EncryptForRecipient,share"})
    void initShouldNameTheParameterWhenItIsEmpty(String name, String parameter) {
        assertThatThrownBy(() -> MailetFixture.configured(mailet(name), parameter, "  "))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("'" + parameter + "' has an empty value");
    }

    @Test
    void initShouldSayThatNoneIsAcceptedWhenTheMailetHasNoParameters() {
        assertThatThrownBy(() -> MailetFixture.configured(new Plain(), "share", "on"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("'share'")
                .hasMessageContaining("accepts none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onMailetException", "onMatchException"})
    void initShouldSucceedWhenAParameterIsOfTheHost(String parameter) throws MessagingException {
        assertThat(MailetFixture.configured(new Plain(), parameter, "error").configured)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "ON", "no", "on,on"})
    void initShouldNameParameterAndValuesWhenShareIsNeitherOnNorOff(String value) {
        assertThatThrownBy(() -> MailetFixture.configured(fixture.encryptForRecipient(), "share", value))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("'share' accepts on or off, not '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off", " off "})
    void initShouldSucceedWhenShareIsOnOrOff(String value) {
        assertThatCode(() -> MailetFixture.configured(fixture.encryptForRecipient(), "share", value))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "format,mime,leap",
        "already-encrypted,keep,seal",
        "seipd-v2,advertised,v6-only",
        "smime-cipher,aes256-cbc,aes256-gcm",
        "subject,inside,outside",
    })
    void initShouldNameParameterAndValuesWhenAChoiceIsAnother(String name, String first, String second)
            throws MessagingException {
        MailetFixture.configured(fixture.encryptForRecipient(), name, first);
        MailetFixture.configured(fixture.encryptForRecipient(), name, second);

        assertThatThrownBy(() -> MailetFixture.configured(fixture.encryptForRecipient(), name, first + "," + second))
                .isInstanceOf(MessagingException.class)
                .hasMessage("EncryptForRecipient: '" + name + "' accepts " + first + " or " + second + ", not '" + first
                        + "," + second + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From Date|a list that includes From, Date and Message-ID",
                "From, Date, Message-ID|separated by spaces",
                "From Date Message-ID,From Date Message-ID|separated by spaces",
                "From Date Message-ID X*|separated by spaces",
                "From Date Message-ID -*|separated by spaces",
                "From Date Message-ID *|separated by spaces",
                "From Date Message-ID from|each name once",
                "From Date Message-ID Subject|a parameter of its own",
                "From Date Message-ID Bcc|which Bcc may not",
                "From Date Message-ID content-language|which content-language may not",
                "From Date Message-ID X-SealMX|which X-SealMX may not",
                "From Date Message-ID DKIM-Signature|which DKIM-Signature may not",
                "From Date Message-ID Autocrypt-Gossip|which Autocrypt-Gossip may not",
                "From Date Message-ID HP-Outer|which HP-Outer may not",
            })
    void initShouldSayInOneLineWhatIsWrongWhenOuterFieldsCannotBe(String list, String said) {
        assertThatThrownBy(() -> MailetFixture.configured(fixture.encryptForRecipient(), "outer-fields", list))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("EncryptForRecipient: 'outer-fields' accepts")
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "already-encrypted,seal",
        "already-encrypted,keep",
        "smime-cipher,aes256-gcm",
        "subject,inside",
        "outer-fields,From Date Message-ID"
    })
    void initShouldRefuseAParameterThatHasNoMeaningInTheFormat(String name, String value) {
        assertThatThrownBy(() -> MailetFixture.configured(fixture.encryptForRecipient(), "format", "leap", name, value))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("'" + name + "' has no meaning with format leap")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"strongest", "all", "newest"})
    void initShouldAcceptEachChoiceOfSubkeys(String word) {
        assertThatCode(() -> MailetFixture.configured(fixture.encryptForRecipient(), "encryption-subkeys", word))
                .doesNotThrowAnyException();
    }

    @Test
    void initShouldNameEveryChoiceOfSubkeysWhenItIsAnother() {
        assertThatThrownBy(
                        () -> MailetFixture.configured(fixture.encryptForRecipient(), "encryption-subkeys", "weakest"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("'encryption-subkeys' accepts strongest, all or newest, not 'weakest'");
    }

    @Test
    void initShouldSucceedWhenTheParametersHaveAMeaningInTheFormat() {
        assertThatCode(() -> MailetFixture.configured(
                        fixture.encryptForRecipient(),
                        "format",
                        "leap",
                        "share",
                        "off",
                        "encryption-subkeys",
                        "newest",
                        "seipd-v2",
                        "v6-only"))
                .doesNotThrowAnyException();
    }

    @Test
    void initShouldSucceedWhenOuterFieldsAreNamedInAnyCase() {
        assertThatCode(() -> MailetFixture.configured(
                        fixture.encryptForRecipient(), "outer-fields", "from date\n  message-id X-Spam-* Sender"))
                .doesNotThrowAnyException();
    }

    /** James joins repeated parameters with a comma. */
    @ParameterizedTest
    @ValueSource(strings = {"root", "ghost", "recipient,recipient"})
    void initShouldNameTheParameterWhenTheProcessorCannotBeRun(String state) {
        assertThatThrownBy(() -> MailetFixture.configured(mailet("ResolveAliases"), "processor", state))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("'processor' accepts")
                .hasMessageContaining("not '" + state + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550",
                "550 5.7.1",
                "no",
                "250 2.6.0 Stored",
                "550 4.7.1 Classes disagree",
                "450 5.7.1 Classes disagree",
                "550 5.7.1234 Too long",
                "550 5.7.1 gr\u00fc\u00dfe",
                "550 5.7.1 two\r\nlines",
                "5500 5.7.1 Too many digits"
            })
    void initShouldNameTheParameterWhenTheReplyIsNotOfClassFourOrFive(String reply) {
        assertThatThrownBy(() -> MailetFixture.configured(mailet("Refuse"), "reply", reply))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Refuse: 'reply'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"552 5.2.2 Full, sorry", "450 4.7.5 Later"})
    void initShouldSucceedWhenTheReplyIsARefusal(String reply) {
        assertThatCode(() -> MailetFixture.configured(mailet("Refuse"), "reply", reply))
                .doesNotThrowAnyException();
    }
}
