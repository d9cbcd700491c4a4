package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"bindd", "maxMessageSize", "lmtpserver", "maxExecutorCount"})
    void prepareShouldNameTheElementAndWhatIsAcceptedWhenItIsUnknown(String element) {
        config.addProperty(element, "1");

        assertThatThrownBy(() -> LmtpServer.prepare(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("<" + element + ">")
                .hasMessageContaining("it accepts bind, bossWorkerCount");
    }

    @Test
    void prepareShouldNameTheElementWhenItIsGivenTwice() {
        config.addProperty("bind", "127.0.0.1:24");
        config.addProperty("bind", "127.0.0.1:25");

        assertThatThrownBy(() -> LmtpServer.prepare(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("<bind>")
                .hasMessageContaining("more than once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", ""})
    void prepareShouldNameTheLimitWhenItIsNoPositiveNumber(String limit) {
        config.addProperty("connectionLimit", limit);

        assertThatThrownBy(() -> LmtpServer.prepare(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("connectionLimit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connectionBacklog",
                "connectionLimitPerIP",
                "connectiontimeout",
                "ioWorkerCount",
                "bossWorkerCount",
                "maxmessagesize"
            })
    void prepareShouldNameTheElementWhenItIsNoNumber(String element) {
        config.addProperty(element, "some");

        assertThatThrownBy(() -> LmtpServer.prepare(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gracefulShutdown", "proxyRequired"})
    void prepareShouldNameTheElementWhenItIsNeitherTrueNorFalse(String element) {
        config.addProperty(element, "maybe");

        assertThatThrownBy(() -> LmtpServer.prepare(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(element)
                .hasMessageContaining("true or false");
    }

    @Test
    void prepareShouldNameTheElementWhenTheMessageSizeIsNegative() {
        config.addProperty("maxmessagesize", -1);

        assertThatThrownBy(() -> LmtpServer.prepare(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("maxmessagesize");
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
}
