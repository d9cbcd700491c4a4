package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.OperatorException;

class LookupPortsTest {

    @Test
    void requireUsableShouldNameTheOptionOfABusyPort() throws Exception {
        Ports free = Ports.free();
        try (ServerSocket busy = new ServerSocket()) {
            busy.bind(Ports.local(0));
            int port = busy.getLocalPort();

            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(() -> new LookupPorts(Optional.of(port), List.of()).requireUsable(free))
                    .withMessageStartingWith("cannot listen on 127.0.0.1:" + port + " for socketmap (")
                    .withMessageEndingWith("); choose another with --socketmap-port");
            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(() -> new LookupPorts(Optional.empty(), List.of(port)).requireUsable(free))
                    .withMessageEndingWith("); choose another with --tcp-table-ports");
        }
    }

    @Test
    void requireUsableShouldRefuseOnePortForTwo() {
        Ports others = new Ports(1, 2, 3);
        for (LookupPorts lookups : List.of(
                new LookupPorts(Optional.of(3), List.of()), new LookupPorts(Optional.of(4), List.of(4, 5, 6)))) {
            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(() -> lookups.requireUsable(others))
                    .withMessage("look-ups need ports that nothing else uses; choose others with --socketmap-port and"
                            + " --tcp-table-ports");
        }
        assertThatCode(() -> LookupPorts.UNSET.requireUsable(new Ports(1, 1, 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void tablesShouldBeWhatPostfixCallsThem() {
        assertThat(new LookupPorts(Optional.of(1), List.of(2, 3, 4)).tables())
                .containsExactly(
                        "socketmap:inet:127.0.0.1:1:NAME (recipient, access, alias, certificate, transport)",
                        "tcp:127.0.0.1:2 (recipient)",
                        "tcp:127.0.0.1:3 (alias)",
                        "tcp:127.0.0.1:4 (certificate)");
    }
}
