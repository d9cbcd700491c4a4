package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.OperatorException;

class PagePortTest {

    private static final LookupPorts LOOKUPS = new LookupPorts(Optional.of(4), List.of(5, 6, 7));

    @Test
    void requireUsableShouldNameTheOptionOfABusyPort() throws Exception {
        Ports free = Ports.free();
        try (ServerSocket busy = new ServerSocket()) {
            busy.bind(Ports.local(0));
            int port = busy.getLocalPort();
            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(() -> new PagePort(Optional.of(port)).requireUsable(free, LookupPorts.UNSET))
                    .withMessageStartingWith("cannot listen on 127.0.0.1:" + port + " for the page (")
                    .withMessageEndingWith("); choose another with --page-port");
        }
    }

    @Test
    void requireUsableShouldRefuseOnePortForTwo() {
        Ports others = new Ports(1, 2, 3);
        for (int port = 1; port <= 7; port++) {
            PagePort page = new PagePort(Optional.of(port));
            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(() -> page.requireUsable(others, LOOKUPS))
                    .withMessage("the page needs a port that nothing else uses; choose another with --page-port");
        }
        assertThatCode(() -> PagePort.UNSET.requireUsable(others, LOOKUPS)).doesNotThrowAnyException();
    }
}
