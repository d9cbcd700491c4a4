package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.api.Test;

class LmtpServerTest {

    private final BaseHierarchicalConfiguration config = new BaseHierarchicalConfiguration();

    @Test
    void prepareShouldListenOnLoopbackWithALimitWhenNothingIsSaid() throws ConfigurationException {
        LmtpServer.prepare(config);

        assertThat(config.getString("bind")).isEqualTo("127.0.0.1:10024");
        assertThat(config.getInt("connectionLimit")).isEqualTo(100);
        assertThat(config.getString("jmxName")).isEqualTo("sealmx-lmtp");
    }

    @Test
    void prepareShouldKeepWhatIsSaidWhenSomethingIs() throws ConfigurationException {
        config.addProperty("bind", "0.0.0.0:24");
        config.addProperty("connectionLimit", "7");
        config.addProperty("jmxName", "lmtp");
        LmtpServer.prepare(config);

        assertThat(config.getString("bind")).isEqualTo("0.0.0.0:24");
        assertThat(config.getInt("connectionLimit")).isEqualTo(7);
        assertThat(config.getString("jmxName")).isEqualTo("lmtp");
    }

    @Test
    void prepareShouldSucceedWhenEverythingIsSaid() {
        config.addProperty("helloName", "mx.example.org");
        config.addProperty("helloName[@autodetect]", false);
        config.addProperty("tls[@socketTLS]", true);
        config.addProperty("handlerchain.handler[@class]", "com.example.Step");
        config.addProperty("maxmessagesize", 10);
        config.addProperty("connectiontimeout", 300);
        config.addProperty("connectionLimitPerIP", 0);
        config.addProperty("gracefulShutdown", "true");
        config.addProperty("proxyRequired", false);

        assertThatCode(() -> LmtpServer.prepare(config)).doesNotThrowAnyException();
    }

    /** Connections have threads of their own, which read with Java's selectors. */
    @Test
    void prepareShouldRefuseEpoll() {
        config.addProperty("useEpoll", true);

        assertThatThrownBy(() -> LmtpServer.prepare(config)).hasMessageContaining("useEpoll");
    }
}
