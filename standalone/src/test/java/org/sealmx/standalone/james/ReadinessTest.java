package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    @Test
    void connectShouldFindAPortOnAnotherAddressThanLoopback() throws IOException {
        InetAddress another = InetAddress.getByName("127.0.0.9");
        try (ServerSocket listener = new ServerSocket(0, 1, another);
                Socket socket = Readiness.connect(
                        listener.getLocalPort(), java.util.List.of(InetAddress.getLoopbackAddress(), another))) {
            assertThat(socket.getInetAddress()).isEqualTo(another);
        }
    }

    @Test
    void connectShouldSayWhyThereIsNoPort() throws IOException {
        int port = Ports.free().lmtp();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> Readiness.connect(port, Readiness.addresses()));
    }
}
