package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.PostfixSample;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SmtpSink;
import org.sealmx.it.harness.WorkFolder;

/** Submission in {@code james-conf/postfix/master.cf}: the directory says which client certificates may relay. */
class PostfixClientCertificatesIT {

    private static final String ELSEWHERE = "someone@example.com";

    @Test
    void clientCertificateOfTheDirectoryShouldPermitSubmissionUntilItsLastDay() throws Exception {
        int socketmapPort = Ports.free();
        int submissionPort = Ports.free();
        try (WorkFolder keys = new WorkFolder("clients")) {
            Openssl.Certificate mx = Openssl.rsa(keys, "mx@example.org", 2048);
            Openssl.Certificate alice = Openssl.rsa(keys, "client-a@example.org", 2048);
            Openssl.Certificate expired = Openssl.rsa(keys, "client-b@example.org", 2048);
            Openssl.Certificate unknown = Openssl.rsa(keys, "client-c@example.org", 2048);
            String aliceFingerprint = fingerprint(alice);
            String expiredFingerprint = fingerprint(expired);
            try (SealMxServer server = SealMxServer.builder()
                            .directory(directory -> {
                                Accounts.shared().writeTo(directory);
                                directory
                                        .clientCertificate(Accounts.ALICE, aliceFingerprint, "2999-12-31")
                                        .clientCertificate(Accounts.ALICE, expiredFingerprint, "2020-12-31");
                            })
                            .option("--socketmap-port", Integer.toString(socketmapPort))
                            .start();
                    SmtpSink others = new SmtpSink();
                    PostfixServer postfix = PostfixServer.startWhole(
                            PostfixSample.mainCf(socketmapPort, server.lmtpPort()),
                            PostfixSample.masterCfWithSubmission(
                                    submissionPort, socketmapPort, mx.secretFile() + "," + mx.certificateFile()),
                            others.port(),
                            "mynetworks = 127.0.0.2\n")) {
                assertThat(rcpt(submissionPort, ELSEWHERE, Optional.of(alice))).startsWith("250 ");
                assertThat(rcpt(submissionPort, Accounts.NOBODY, Optional.of(alice)))
                        .startsWith("550 5.1.1 ");
                assertThat(rcpt(submissionPort, ELSEWHERE, Optional.of(expired)))
                        .startsWith("554 5.7.1 ");
                assertThat(rcpt(submissionPort, ELSEWHERE, Optional.of(unknown)))
                        .startsWith("554 5.7.1 ");
                assertThat(rcpt(submissionPort, ELSEWHERE, Optional.empty())).startsWith("554 5.7.1 ");

                assertThat(postfix.log()).contains("Access denied").doesNotContain("fatal:");

                server.stop();
                assertThat(rcpt(submissionPort, ELSEWHERE, Optional.of(alice)))
                        .as("nobody to ask")
                        .startsWith("4");
            }
        }
    }

    /** As leap_web writes it. */
    private static String fingerprint(Openssl.Certificate certificate) throws Exception {
        String printed = new String(
                Command.require(
                        "openssl",
                        "x509",
                        "-noout",
                        "-fingerprint",
                        "-sha1",
                        "-in",
                        certificate.certificateFile().toString()),
                StandardCharsets.US_ASCII);
        return printed.strip().replaceFirst("^.*=", "").toLowerCase(Locale.ROOT);
    }

    /** The reply to RCPT over TLS: the third after that to EHLO. */
    private static String rcpt(int port, String recipient, Optional<Openssl.Certificate> client) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "openssl", "s_client", "-quiet", "-ign_eof", "-starttls", "smtp", "-connect", "127.0.0.1:" + port));
        client.ifPresent(certificate -> words.addAll(List.of(
                "-cert",
                certificate.certificateFile().toString(),
                "-key",
                certificate.secretFile().toString())));
        String commands = "EHLO client.example.net\r\nMAIL FROM:<" + Accounts.ALICE + ">\r\nRCPT TO:<" + recipient
                + ">\r\nQUIT\r\n";
        String said =
                Command.run(commands.getBytes(StandardCharsets.US_ASCII), words).text();
        List<String> replies =
                said.lines().filter(line -> line.matches("[0-9]{3} .*")).toList();
        // s_client prints the last line of the EHLO before STARTTLS; the replies of the session are the last four
        assertThat(replies).as(said).hasSizeGreaterThanOrEqualTo(4);
        return replies.get(replies.size() - 2);
    }
}
