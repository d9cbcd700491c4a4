package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictElementsTest {

    private final BaseHierarchicalConfiguration config = new BaseHierarchicalConfiguration();

    @ParameterizedTest
    @ValueSource(strings = {"bindd", "maxMessageSize", "lmtpserver", "maxExecutorCount"})
    void checkShouldNameTheElementAndWhatIsAcceptedWhenItIsUnknown(String element) {
        config.addProperty(element, "1");

        assertThatThrownBy(() -> StrictElements.check(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "lmtpserver.xml: <sealmx>: unknown <" + element + ">; it accepts bind, bossWorkerCount");
    }

    @Test
    void checkShouldNameTheElementWhenItIsGivenTwice() {
        config.addProperty("bind", "127.0.0.1:24");
        config.addProperty("bind", "127.0.0.1:25");

        assertThatThrownBy(() -> StrictElements.check(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("lmtpserver.xml: <sealmx>: <bind> has more than one value; it accepts one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "jmxName", "connectionLimit", "proxyRequired"})
    void checkShouldNameTheElementWhenItIsEmpty(String element) {
        config.addProperty(element, "");

        assertThatThrownBy(() -> StrictElements.check(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("lmtpserver.xml: <sealmx>: <" + element + "> has an empty value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "helloName", "handlerchain"})
    void checkShouldNameTheElementWhenOneWithAttributesIsGivenTwice(String element) {
        config.addProperty(element + "(-1)[@a]", "1");
        config.addProperty(element + "(-1)[@a]", "2");

        assertThatThrownBy(() -> StrictElements.check(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("lmtpserver.xml: <sealmx>: <" + element + "> has more than one value; it accepts one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", ""})
    void checkShouldNameTheLimitWhenItIsNotAPositiveNumber(String limit) {
        config.addProperty("connectionLimit", limit);

        assertThatThrownBy(() -> StrictElements.check(config))
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
    void checkShouldNameTheElementWhenItIsNotANumber(String element) {
        config.addProperty(element, "some");

        assertThatThrownBy(() -> StrictElements.check(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gracefulShutdown", "proxyRequired"})
    void checkShouldNameTheElementWhenItIsNeitherTrueNorFalse(String element) {
        config.addProperty(element, "maybe");

        assertThatThrownBy(() -> StrictElements.check(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(element)
                .hasMessageContaining("true or false");
    }

    @Test
    void checkShouldNameTheElementWhenTheMessageSizeIsNegative() {
        config.addProperty("maxmessagesize", -1);

        assertThatThrownBy(() -> StrictElements.check(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("maxmessagesize");
    }

    @Test
    void checkShouldSucceedWhenEverythingIsSaid() {
        config.addProperty("helloName", "mx.example.org");
        config.addProperty("helloName[@autodetect]", false);
        config.addProperty("tls[@socketTLS]", true);
        config.addProperty("handlerchain.handler[@class]", "com.example.Step");
        config.addProperty("maxmessagesize", 10);
        config.addProperty("connectiontimeout", 300);
        config.addProperty("connectionLimitPerIP", 0);
        config.addProperty("gracefulShutdown", "true");
        config.addProperty("proxyRequired", false);

        assertThatCode(() -> StrictElements.check(config)).doesNotThrowAnyException();
    }
}
