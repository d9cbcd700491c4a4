package org.sealmx.standalone.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.james.Directory;
import org.sealmx.standalone.james.LookupPorts;
import org.sealmx.standalone.james.Ports;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class OptionsTest {

    /** Has all options and does nothing. */
    @Command
    static final class AllOptions {
        @Mixin
        final DirectoryOption directory = new DirectoryOption();

        @Mixin
        final SharedOptions shared = new SharedOptions();

        @Mixin
        final PortOptions ports = new PortOptions();

        @Mixin
        final LookupOptions lookups = new LookupOptions();

        static AllOptions of(String... words) {
            AllOptions options = new AllOptions();
            new CommandLine(options).parseArgs(words);
            return options;
        }
    }

    private static final Installation BUILT = new Installation(Path.of("/built"));

    @Test
    void optionsShouldHaveDefaults() {
        AllOptions options = AllOptions.of();

        assertThat(options.shared.domains()).containsExactly("example.org");
        assertThat(options.directory.directory()).isEmpty();
        assertThat(options.ports.orElse(Ports.USUAL)).isEqualTo(new Ports(10024, 10143, 10080));
        assertThat(options.lookups.ports()).isEqualTo(LookupPorts.UNSET);
        assertThat(options.shared.data()).isEqualTo(Path.of("run").toAbsolutePath());
        assertThat(options.shared.hasData()).isFalse();
        assertThat(options.shared.conf(BUILT)).isEqualTo(Path.of("/built/conf"));
        assertThat(options.shared.couchDbCredentials().file()).isEmpty();
    }

    @Test
    void optionsShouldBeTaken() {
        AllOptions options = AllOptions.of(
                "--directory",
                "/d.json",
                "--domain",
                "a.example",
                "--domain=B.example",
                "--data",
                "/data",
                "--conf=/conf",
                "--couchdb-credentials=/run/credentials",
                "--lmtp-port",
                "1",
                "--imap-port",
                "2",
                "--webadmin-port=65535");

        assertThat(options.directory.directory()).contains(new Directory.JsonFile(Path.of("/d.json")));
        assertThat(options.shared.domains()).containsExactly("a.example", "b.example");
        assertThat(options.shared.data()).isEqualTo(Path.of("/data"));
        assertThat(options.shared.hasData()).isTrue();
        assertThat(options.shared.conf(BUILT)).isEqualTo(Path.of("/conf"));
        assertThat(options.shared.couchDbCredentials().file()).contains(Path.of("/run/credentials"));
        assertThat(options.ports.orElse(Ports.USUAL)).isEqualTo(new Ports(1, 2, 65535));
    }

    @Test
    void portsThatAreNotNamedShouldBeTheOthers() {
        assertThat(AllOptions.of("--imap-port", "1143").ports.orElse(new Ports(1, 2, 3)))
                .isEqualTo(new Ports(1, 1143, 3));
    }

    @Test
    void directoryShouldBeTheNodesOfCouchDb() {
        AllOptions options = AllOptions.of("--directory", "http://a.example:5984, https://b.example/couch");

        assertThat(options.directory.isCouchDb()).isTrue();
        assertThat(options.directory.directory())
                .contains(new Directory.CouchDb(
                        List.of(URI.create("http://a.example:5984"), URI.create("https://b.example/couch"))));
    }

    @Test
    void domainShouldBeTurnedIntoItsAsciiForm() {
        assertThat(AllOptions.of("--domain", "B\u00fccher.example").shared.domains())
                .containsExactly("xn--bcher-kva.example");
    }

    @Test
    void portsForLookUpsShouldBeTaken() {
        assertThat(AllOptions.of("--socketmap-port", "10023", "--tcp-table-ports", "2244,4242,2424")
                        .lookups
                        .ports())
                .isEqualTo(new LookupPorts(Optional.of(10023), List.of(2244, 4242, 2424)));
    }
}
