package org.sealmx.server.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.JamesFolders;
import org.sealmx.server.config.StartUpException;

class HostCheckTest {

    private final HostCheck check = new HostCheck(Set.of("admin.example.org"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:10080",
                "192.0.2.7:8000",
                "[::1]",
                "[::1]:10080",
                "localhost",
                "LocalHost:10080",
                "admin.example.org",
                "Admin.Example.ORG:443"
            })
    void checkShouldAcceptAddressesAndNamesOfThisServer(String host) {
        assertThat(check.accepts(host)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "evil.example",
                "evil.example:10080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "evil-admin.example.org",
                "admin.example.org.evil.example",
                "admin.example.org@evil.example",
                "127.0.0.1:80:80",
                "1.2.3",
                "::1",
                "[evil.example]",
                "127.0.0.1, evil.example"
            })
    void checkShouldRefuseOtherNames(String host) {
        assertThat(check.accepts(host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:10080, http://evil.example, ",
        "127.0.0.1:10080, http://evil.example, same-origin",
        "127.0.0.1:10080, , cross-site",
        "127.0.0.1:10080, , same-site",
        "127.0.0.1:10080, null, ",
        "127.0.0.1:10080, http://127.0.0.1:3000, ",
        "127.0.0.1:10080, http://127.0.0.1, ",
        "localhost:10080, http://127.0.0.1:10080, ",
        "localhost:10080, http://localhost:10080.evil.example, ",
        "localhost:10080, http://evil.example/localhost:10080, ",
        "127.0.0.1:10080, https://admin.example.org.evil.example, ",
        "127.0.0.1:10080, admin.example.org, "
    })
    void checkShouldKnowPagesOfOtherOrigins(String host, @Nullable String origin, @Nullable String site) {
        assertThat(check.isForeign(host, origin, site)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:10080, , ",
        "127.0.0.1:10080, , none",
        "127.0.0.1:10080, , same-origin",
        "127.0.0.1:10080, http://127.0.0.1:10080, same-origin",
        "LocalHost:10080, http://localhost:10080, ",
        "127.0.0.1:10080, https://admin.example.org, cross-site",
        "127.0.0.1:10080, https://Admin.example.org:8443, "
    })
    void checkShouldKnowOwnPagesAndPrograms(String host, @Nullable String origin, @Nullable String site) {
        assertThat(check.isForeign(host, origin, site)).isFalse();
    }

    @Test
    void addressInHostShouldNotMakeEachPortOfItOurs() throws Exception {
        HostCheck read = read("host=127.0.0.1\n");
        assertThat(read.isForeign("127.0.0.1:10080", "http://127.0.0.1:3000", null))
                .isTrue();
    }

    private HostCheck read(String properties) throws Exception {
        Files.writeString(folder.resolve("webadmin.properties"), properties);
        return new HostCheck(new PropertiesProvider(
                new FileSystemImpl(new JamesFolders(folder, folder)),
                new ConfigurationPath(FileSystem.FILE_PROTOCOL_AND_CONF)));
    }

    @Test
    void checkShouldTakeNamesFromWebadminProperties() throws Exception {
        HostCheck read = read("host=box.internal\nsealmx.hosts=admin.example.org, Other.example.org\n");
        assertThat(read.accepts("box.internal:10080")).isTrue();
        assertThat(read.accepts("admin.example.org")).isTrue();
        assertThat(read.accepts("other.example.org")).isTrue();
        assertThat(read.accepts("third.example.org")).isFalse();
        assertThat(read("enabled=true\n").accepts("admin.example.org")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin.example.org:443", "https://admin.example.org", "*", "a b"})
    void checkShouldRefuseWhatIsNotAName(String entry) {
        assertThatThrownBy(() -> read("sealmx.hosts=" + entry + "\n"))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("sealmx.hosts must be host names without ports")
                .hasMessageNotContaining("\n");
    }
}
