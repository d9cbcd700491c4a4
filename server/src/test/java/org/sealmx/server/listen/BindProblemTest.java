package org.sealmx.server.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class BindProblemTest {

    private static final BindProblem.Setting BIND = new BindProblem.Setting("<bind>", "127.0.0.1:10024");
    private static final BindProblem PROBLEM = new BindProblem("lmtpserver.xml", BIND, BIND);

    /** The system's own exception. */
    private static BindException refusal(String host, int port) throws Exception {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            throw new AssertionError("bound " + host);
        } catch (BindException e) {
            return e;
        }
    }

    @Test
    void problemShouldNameTheAddressThatTheMachineDoesNotHave() throws Exception {
        assertThat(PROBLEM.of(refusal("192.0.2.99", 0), "192.0.2.99:10024"))
                .isEqualTo("lmtpserver.xml: this machine has no address 192.0.2.99. Set <bind> to one it has, such as"
                        + " 127.0.0.1:10024.");
        assertThat(PROBLEM.of(refusal("192.0.2.99", 0), "127.0.0.1:10024", "192.0.2.99:10024"))
                .startsWith("lmtpserver.xml: this machine has no address 192.0.2.99. ");
    }

    @Test
    void problemShouldSayThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String bind = "127.0.0.1:" + other.getLocalPort();
            assertThat(PROBLEM.of(refusal("127.0.0.1", other.getLocalPort()), bind))
                    .startsWith("lmtpserver.xml: another program listens on " + bind + " (")
                    .endsWith("). Stop it, or set <bind> to another port.");
        }
    }

    @Test
    void problemShouldSayWhoseThePortIs() {
        assertThat(PROBLEM.of(new BindException("Permission denied"), "127.0.0.1:24"))
                .isEqualTo(
                        "lmtpserver.xml: only root may listen on 127.0.0.1:24. Set <bind> to a port of 1024 or above, such"
                                + " as 127.0.0.1:10024.");
    }
}
