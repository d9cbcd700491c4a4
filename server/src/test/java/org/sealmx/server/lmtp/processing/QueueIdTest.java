package org.sealmx.server.lmtp.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.octets.ReceivedMessage;

class QueueIdTest {

    private static Optional<String> idIn(String header) {
        return QueueId.in(ReceivedMessage.of(
                header.replace("\n", "\r\n").concat("\r\n\r\nbody\r\n").getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void shouldBeTheOneThatPostfixWroteForMailFromOutside() {
        assertThat(idIn("""
                Return-Path: <x@example.net>
                Received: from mail.example.net (mail.example.net [192.0.2.1])
                \t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
                \t key-exchange X25519 server-signature RSA-PSS (2048 bits))
                \t(No client certificate requested)
                \tby mx.example.org (Postfix) with ESMTPS id 4YkQ3n2VXxznjll
                \tfor <alice@example.org>; Sun, 29 Nov 2026 19:00:00 +0000 (UTC)
                Received: by other (Postfix) id DEADBEEF; Sun, 29 Nov 2026 19:00:00 +0000
                Subject: x""")).contains("4YkQ3n2VXxznjll");
    }

    @Test
    void shouldBeTheOneOfMailFromTheMachineItself() {
        assertThat(idIn("Received: by mx.example.org (Postfix, from userid 0)\n\tid 1A2B3C4D5E; Sun, 29 Nov 2026"))
                .contains("1A2B3C4D5E");
    }

    @Test
    void shouldNotBeTakenFromTheNameThatAClientGave() {
        assertThat(idIn("Received: from id (id FORGED [192.0.2.1])\n\tby mx (Postfix) with SMTP id REAL1; x"))
                .contains("REAL1");
        assertThat(idIn("Received: from x (id FORGED\n\tby mx with SMTP id FORGED) by mx with SMTP id REAL2; x"))
                .contains("REAL2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: no trace",
                "Received:",
                "Received: from a by b; date",
                "Received: from a by b id",
                "Received: from a by b id x=y status=sent; date",
                "Received: from a by b id =; date",
                "Received: from a by b id <x@example.org>; date",
                "Received: from a by b id \u00e4; date",
                "Received: (((((((((",
                "Received: from a by b with x id AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDE; date",
                " Received: by a id CONTINUED; date",
                "X: y\n Received: by a id CONTINUED; date"
            })
    void shouldBeEmptyWhenThereIsNone(String header) {
        assertThat(idIn(header)).isEmpty();
    }

    @Test
    void shouldNotBeLookedForInTheBody() {
        assertThat(idIn("Subject: x\n\nReceived: by a id BODY1; date")).isEmpty();
    }

    @Test
    void shouldBeFoundWhenTheFieldIsTheEndOfTheMessage() {
        for (String end : new String[] {"", "\r\n", "\n"}) {
            assertThat(QueueId.in(ReceivedMessage.of(
                            ("Received: by mx (Postfix) id LAST1; date" + end).getBytes(StandardCharsets.US_ASCII))))
                    .contains("LAST1");
        }
    }

    @Test
    void shouldBeEmptyWhenTheFieldHasNoEndNearTheBeginning() {
        assertThat(idIn("Received: by mx (Postfix) id LONG1; " + "x".repeat(9_000)))
                .isEmpty();
    }

    @Test
    void shouldBeEmptyInAMessageThatIsEmpty() {
        assertThat(QueueId.in(ReceivedMessage.of(new byte[0]))).isEmpty();
    }
}
