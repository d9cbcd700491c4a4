package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store is asked at RCPT. */
class LmtpStoreAtRcptTest {

    private LmtpFixture server;

    @BeforeEach
    void start() {
        server = new LmtpFixture();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void storeShouldBeAskedOnceForEachRecipientWithTheDeclaredSize() throws IOException {
        try (Dialogue client = server.greeted()) {
            client.command("MAIL FROM:<eve@example.net> SIZE=123");
            client.command("RCPT TO:<alice@example.org>");
            client.command("RCPT TO:<alice@example.org>");
            client.command("RCPT TO:<bob@example.org>");
            client.command("RSET");
            client.command("MAIL FROM:<>");
            client.command("RCPT TO:<alice@example.org>");
        }
        assertThat(server.askedOfStore)
                .containsExactly(
                        "alice@example.org from <eve@example.net> of 123",
                        "bob@example.org from <eve@example.net> of 123",
                        "alice@example.org from <> of 0");
    }

    @Test
    void storeShouldNotBeAskedAgainAfterData() throws IOException {
        try (Dialogue client = server.greeted()) {
            client.command("MAIL FROM:<eve@example.net>");
            client.command("RCPT TO:<alice@example.org>");
            client.command("DATA");
            client.command("Subject: x\r\n\r\nx\r\n.");
        }
        assertThat(server.askedOfStore).hasSize(1);
    }
}
