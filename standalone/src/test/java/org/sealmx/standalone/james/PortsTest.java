package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.OperatorException;

class PortsTest {

    @Test
    void requireFreeShouldNameTheUseAndTheOptionOfABusyPort() throws Exception {
        Ports free = Ports.free();
        try (ServerSocket busy = new ServerSocket()) {
            busy.bind(Ports.local(free.imap()));

            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(free::requireFree)
                    .withMessageStartingWith("cannot listen on 127.0.0.1:" + free.imap() + " for IMAP (")
                    .withMessageEndingWith("); choose another with --imap-port");
        }
    }

    @Test
    void freeShouldFindPortsThatAreFree() throws Exception {
        Ports free = Ports.free();

        assertThatCode(free::requireDistinct).doesNotThrowAnyException();
        assertThatCode(free::requireFree).doesNotThrowAnyException();
    }

    @Test
    void requireDistinctShouldRefuseOnePortForTwo() throws Exception {
        Ports ports = new Ports(10143, 10143, 10080);

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(ports::requireDistinct)
                .withMessageStartingWith("LMTP, IMAP and webadmin need a port each");
    }
}
