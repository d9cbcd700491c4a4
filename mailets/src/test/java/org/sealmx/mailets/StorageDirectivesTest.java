package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.store.Placement;
import org.sealmx.directory.LogCapture;

class StorageDirectivesTest {

    private final MailetFixture fixture = new MailetFixture();

    /** What is read for mail to an alias of Alice. */
    private Placement read(Attribute... attributes) throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open(TestDeliveries.transaction(), "Info@example.org")) {
            Run run = TestDeliveries.openRun(entry, MailetFixture.ALICE);
            Mail mail = MailetFixture.mail(run);
            List.of(attributes).forEach(mail::setAttribute);
            return StorageDirectives.of(mail, run);
        }
    }

    private static Attribute attribute(String name, AttributeValue<?> value) {
        return new Attribute(AttributeName.of(name), value);
    }

    private static Attribute folder(String user, String name) {
        return attribute("DeliveryPath_" + user, AttributeValue.of(name));
    }

    private static Placement in(String folder) {
        return new Placement(Optional.of(folder), Set.of());
    }

    @Test
    void ofShouldReadWhatWasAskedForTheAccount() throws MessagingException {
        assertThat(read(folder("alice@example.org", "Junk"))).isEqualTo(in("Junk"));
    }

    /** As James names its users when it does not use domains. */
    @Test
    void ofShouldReadWhatWasAskedForTheLocalPart() throws MessagingException {
        assertThat(read(folder("alice", "Junk"))).isEqualTo(in("Junk"));
    }

    @Test
    void ofShouldReadWhatWasAskedForTheAliasBeforeItWasResolved() throws MessagingException {
        assertThat(read(folder("info@example.org", "Junk"))).isEqualTo(in("Junk"));
    }

    @Test
    void ofShouldPreferTheAccountToTheAlias() throws MessagingException {
        assertThat(read(folder("info@example.org", "Junk"), folder("alice@example.org", "Lists")))
                .isEqualTo(in("Lists"));
    }

    @Test
    void ofShouldIgnoreWhatWasAskedForOthers() throws MessagingException {
        assertThat(read(folder("bob@example.org", "Junk"))).isEqualTo(Placement.inbox());
    }

    /** As James 3.9 has it. */
    @Test
    void ofShouldReadTheFirstOfSeveralFolders() throws MessagingException {
        assertThat(read(attribute(
                        "DeliveryPaths_alice@example.org",
                        AttributeValue.of(List.of(AttributeValue.of("Junk"), AttributeValue.of("Spam"))))))
                .isEqualTo(in("Junk"));
    }

    @Test
    void ofShouldReadFlags() throws MessagingException {
        assertThat(read(
                        attribute("Seen_alice@example.org", AttributeValue.of(true)),
                        attribute("Important_alice@example.org", AttributeValue.of(false)),
                        attribute(
                                "Keywords_alice@example.org", AttributeValue.of(List.of(AttributeValue.of("$Junk"))))))
                .isEqualTo(new Placement(Optional.empty(), Set.of("\\Seen", "$Junk")));
    }

    @Test
    void ofShouldTakeInboxForTheInbox() throws MessagingException {
        assertThat(read(folder("alice@example.org", "inbox"))).isEqualTo(Placement.inbox());
    }

    @Test
    void ofShouldTakeASlashForTheSeparatorOfLevels() throws MessagingException {
        assertThat(read(folder("alice@example.org", "/Lists/James"))).isEqualTo(in("Lists.James"));
    }

    @Test
    void ofShouldFallBackToTheInboxAndSaySoWhenTheNameIsBad() throws MessagingException {
        try (LogCapture log = new LogCapture(StorageDirectives.class)) {
            assertThat(read(folder("alice@example.org", "a\r\nBcc: b"))).isEqualTo(Placement.inbox());
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("check the storage directives in mailetcontainer.xml");
        }
    }

    @Test
    void ofShouldIgnoreValuesOfAnotherType() throws MessagingException {
        assertThat(read(
                        attribute("DeliveryPath_alice@example.org", AttributeValue.of(1)),
                        attribute("Seen_alice@example.org", AttributeValue.of("yes"))))
                .isEqualTo(Placement.inbox());
    }
}
