package org.sealmx.directory.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.smtp.EmailAddress;

class DirectoryAuditTest {

    private static String lineFor(String name) {
        List<String> recorded = new ArrayList<>();
        try (LogCapture log = new LogCapture(DirectoryAudit.LOGGER)) {
            new DirectoryAudit(address -> "hash-of-" + address.canonical().length(), recorded::add)
                    .changed(
                            new Actor("webadmin", name),
                            DirectoryAudit.Action.PUT_CERTIFICATE,
                            AddressKey.of(EmailAddress.of("alice@example.org")),
                            new DirectoryChange(
                                    DocumentId.of("d1"),
                                    List.of("aa", "bb"),
                                    List.of("cc"),
                                    Optional.of(EmailAddress.of("bob@example.org"))),
                            List.of(Objection.Reason.WEAKER.word()));
            assertThat(log.messagesAboveDebug()).hasSize(1).isEqualTo(recorded);
            return log.messagesAboveDebug().get(0);
        }
    }

    @Test
    void changedShouldNameWhoWhatAndTheFingerprints() {
        assertThat(lineFor("root"))
                .isEqualTo("directory=put-certificate by=root via=webadmin address=hash-of-17 document=d1"
                        + " before=aa,bb after=cc overruled=weaker destination=hash-of-15");
    }

    @Test
    void changedShouldHashALoginThatIsAnAddress() {
        assertThat(lineFor("admin@example.org")).contains(" by=hash-of-17 ");
    }

    @Test
    void changedShouldLetNoNameForgeAFieldOrALine() {
        assertThat(lineFor("x via=y\naddress=z @ <a>"))
                .contains(" by=x_via_y?address_z___<a> ")
                .hasLineCount(1);
    }
}
