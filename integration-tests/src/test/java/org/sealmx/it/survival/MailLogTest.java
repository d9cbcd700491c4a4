package org.sealmx.it.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailLogTest {

    private static final String STATUS = "Nov 29 16:00:00 mx postfix/lmtp[1]: %s: to=<%s>,"
            + " relay=127.0.0.1[127.0.0.1]:24, delay=1, dsn=2.6.0, status=%s (a reply)\n";

    @TempDir
    Path folder;

    @Test
    void logShouldCountOnlyOurMessagesAndEachLineOnce() throws IOException {
        Path file = folder.resolve("mail.log");
        MailLog log = new MailLog(file);
        assertThat(log.sent()).isZero();
        Files.writeString(
                file,
                "Nov 29 16:00:00 mx postfix/cleanup[1]: 4abc: message-id=<7@" + Letters.OPEN + ">\n"
                        + "Nov 29 16:00:00 mx postfix/cleanup[1]: 4def: message-id=<bounce@mx.example.net>\n"
                        + STATUS.formatted("4abc", "a@example.org", "deferred")
                        + STATUS.formatted("4abc", "a@example.org", "sent")
                        + STATUS.formatted("4def", "sender@example.com", "sent")
                        + STATUS.formatted("4abc", "b@example.org", "bounced").substring(0, 40));
        assertThat(log.sent()).isEqualTo(1);
        assertThat(log.deferred()).isEqualTo(1);
        assertThat(log.bounced()).isEmpty();
        Files.writeString(
                file, STATUS.formatted("4abc", "b@example.org", "bounced").substring(40), StandardOpenOption.APPEND);
        assertThat(log.bounced()).containsExactly(Letters.delivery(7, "b@example.org"));
        assertThat(log.sent()).isEqualTo(1);
        assertThat(log.numberOf("4abc")).isEqualTo(7);
        assertThat(log.numberOf("4def")).isEqualTo(-1);
    }
}
