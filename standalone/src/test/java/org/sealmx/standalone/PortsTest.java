package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void requireFreeShouldNameTheUseAndTheOptionOfABusyPort() throws Exception {
        Ports free = Ports.freeFor(CommandLine.parse());
        try (ServerSocket busy = new ServerSocket()) {
            busy.bind(Ports.local(free.imap()));

            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(free::requireFree)
                    .withMessageStartingWith("cannot listen on 127.0.0.1:" + free.imap() + " for IMAP (")
                    .withMessageEndingWith("); choose another with --imap-port");
        }
    }

    @Test
    void freeForShouldFindPortsThatAreFree() throws Exception {
        Ports free = Ports.freeFor(CommandLine.parse());

        assertThatCode(free::requireDistinct).doesNotThrowAnyException();
        assertThatCode(free::requireFree).doesNotThrowAnyException();
    }

    @Test
    void freeForShouldKeepWhatTheOperatorChose() throws Exception {
        assertThat(Ports.freeFor(CommandLine.parse("--imap-port", "1143")).imap())
                .isEqualTo(1143);
    }

    @Test
    void requireDistinctShouldRefuseOnePortForTwo() throws Exception {
        Ports ports = Ports.of(CommandLine.parse("--lmtp-port", "10143"));

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(ports::requireDistinct)
                .withMessageStartingWith("LMTP, IMAP and webadmin need a port each");
    }
}
