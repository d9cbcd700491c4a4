package org.sealmx.it.survival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TalkTest {

    @Test
    void lmtpMessageShouldBeginAfter354AndEndWithItsDot() {
        Talk talk = new Talk.Lmtp();
        talk.heard("250 2.1.0 OK\r\n250 2.1.5 OK\r\n");
        assertThat(talk.begins("Subject: x\r\n")).isFalse();
        talk.heard("250 2.1.0 OK\r\n250 2.1.5 OK\r\n354 go on\r\n");
        assertThat(talk.begins("Subject: x\r\n")).isTrue();
        assertThat(talk.collect("Subject: x\r\n\r\n..\r\n")).isFalse();
        assertThat(talk.collect(".")).isFalse();
        assertThat(talk.collect("\r\n")).isTrue();
    }

    @Test
    void httpMessageShouldBeADocumentOfAUser() {
        Talk talk = new Talk.Http();
        assertThat(talk.begins("GET /user-1/2 HTTP/1.1\r\n")).isFalse();
        assertThat(talk.begins("POST /identities/_find HTTP/1.1\r\n")).isFalse();
        assertThat(talk.begins("PUT /user-1/2 HTTP/1.1\r\n")).isTrue();
        assertThat(talk.begins("POST /user-1/_bulk_docs HTTP/1.1\r\n")).isTrue();
    }

    @Test
    void httpMessageShouldEndAfterItsLength() {
        Talk talk = new Talk.Http();
        assertThat(talk.collect("PUT /user-1/2 HTTP/1.1\r\nContent-Le")).isFalse();
        assertThat(talk.collect("ngth: 4\r\n\r\nab")).isFalse();
        assertThat(talk.collect("cd")).isTrue();
        assertThat(talk.collect("PUT /user-1/3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n"))
                .isFalse();
        assertThat(talk.collect("0\r\n\r\n")).isTrue();
    }
}
