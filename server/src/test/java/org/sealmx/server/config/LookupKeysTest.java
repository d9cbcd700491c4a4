package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.server.config.LookupConfiguration.TcpTables;

class LookupKeysTest {

    private static LookupConfiguration read(String... keysAndValues) {
        PropertiesConfiguration values = new PropertiesConfiguration();
        values.setListDelimiterHandler(new DefaultListDelimiterHandler(','));
        values.addProperty("domains", "example.org");
        values.addProperty("directory", "file://conf/directory.json");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.addProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SealMxConfigurationReader.read(values).lookup();
    }

    @Test
    void lookUpsShouldBeOffUnlessConfigured() {
        assertThat(read()).isEqualTo(LookupConfiguration.OFF);
        assertThat(read().isOn()).isFalse();
        assertThat(read("socketmap-port", "none", "tcp-table-ports", "none")).isEqualTo(LookupConfiguration.OFF);
    }

    @Test
    void everyKeyShouldCount() {
        LookupConfiguration lookup = read(
                "socketmap-port", "10023",
                "tcp-table-ports", "2244, 4242,2424",
                "lookup-bind", "::1",
                "lookup-connections", "7",
                "lookup-request-octets", "1024",
                "lookup-idle-seconds", "60",
                "lookup-transport", "lmtp:unix:private/lmtp");

        assertThat(lookup.isOn()).isTrue();
        assertThat(lookup.socketmap()).contains(10023);
        assertThat(lookup.tcpTables()).contains(new TcpTables(2244, 4242, 2424));
        assertThat(lookup.bind()).isEqualTo("::1");
        assertThat(lookup.limits()).isEqualTo(new LookupConfiguration.Limits(7, 1024, Duration.ofMinutes(1)));
        assertThat(lookup.transport()).contains("lmtp:unix:private/lmtp");
        assertThat(read("tcp-table-ports", "1,2,3").isOn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    socketmap-port | 0      | 'socketmap-port' accepts none, or a port from 1 to 65535
                    socketmap-port | 65536  | 'socketmap-port' accepts none, or a port from 1 to 65535
                    socketmap-port | x      | 'socketmap-port' accepts none, or a port from 1 to 65535
                    tcp-table-ports | 1,2   | 'tcp-table-ports' accepts none, or three different ports
                    tcp-table-ports | 1,2,2 | 'tcp-table-ports' accepts none, or three different ports
                    tcp-table-ports | 1,2,x | 'tcp-table-ports' accepts none, or three different ports
                    tcp-table-ports | 1,2,3,4 | 'tcp-table-ports' accepts none, or three different ports
                    lookup-bind | 127.0.0.1/8 | 'lookup-bind' accepts an IP address or a name of this machine, without a port
                    lookup-connections | 0  | 'lookup-connections' accepts a whole number from 1 to 100000
                    lookup-request-octets | 99 | 'lookup-request-octets' accepts a whole number from 1024 to 100000
                    lookup-idle-seconds | 0 | 'lookup-idle-seconds' accepts a whole number from 1 to 86400
                    lookup-transport | 127.0.0.1 | 'lookup-transport' accepts a transport of Postfix, such as lmtp:inet:127.0.0.1:10024
                    """)
    void badValueShouldBeNamedWithWhatIsAccepted(String key, String value, String problem) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("sealmx.properties: " + problem)
                .hasMessageNotContaining("\n");
    }

    @Test
    void socketmapShouldNotShareAPort() {
        assertThatThrownBy(() -> read("socketmap-port", "2244", "tcp-table-ports", "2244,4242,2424"))
                .hasMessage("sealmx.properties: 'socketmap-port' must not be one of 'tcp-table-ports'");
    }
}
