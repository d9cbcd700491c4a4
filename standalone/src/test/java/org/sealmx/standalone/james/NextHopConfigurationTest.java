package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.OperatorException;

class NextHopConfigurationTest {

    private static final Path SHIPPED = Path.of("../james-conf/conf");
    private static final String HOP = "inet:127.0.0.1:24";

    @TempDir
    Path temp;

    private Path conf;
    private Path copy;

    @BeforeEach
    void copyTheShippedFiles() throws Exception {
        conf = Files.createDirectory(temp.resolve("conf"));
        copy = temp.resolve("copy");
        for (String name : List.of("sealmx.properties", "mailetcontainer.xml", "jvm.properties")) {
            Files.copy(SHIPPED.resolve(name), conf.resolve(name));
        }
    }

    private List<String> settings() throws Exception {
        return Files.readAllLines(copy.resolve("sealmx.properties")).stream()
                .filter(line -> line.startsWith("store") || line.startsWith("next-hop="))
                .toList();
    }

    @Test
    void copyShouldDifferInWhereMailGoesAndInNothingElse() throws Exception {
        NextHopConfiguration.write(conf, copy, HOP);

        assertThat(settings()).containsExactly("store=lmtp", "next-hop=" + HOP);
        assertThat(copy.resolve("jvm.properties")).isSymbolicLink();
        String shipped = Files.readString(conf.resolve("mailetcontainer.xml"));
        assertThat(copy.resolve("mailetcontainer.xml"))
                .hasContent(
                        shipped.replace("org.sealmx.mailets.DeliverToMailbox\"", "org.sealmx.mailets.DeliverByLmtp\""));
        assertThat(shipped).contains("org.sealmx.mailets.DeliverToMailbox\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"store=couchdb", "store = lmtp\nnext-hop=unix:/elsewhere", " store:soledad", ""})
    void settingsOfTheOperatorShouldBeReplaced(String lines) throws Exception {
        Path properties = conf.resolve("sealmx.properties");
        Files.writeString(
                properties,
                Files.readString(properties).replaceFirst("(?m)^store=mailbox$", lines) + "\nlog-addresses=true");
        Files.writeString(
                conf.resolve("mailetcontainer.xml"),
                Files.readString(conf.resolve("mailetcontainer.xml")).replace("DeliverToMailbox", "DeliverToCouchDb"));

        NextHopConfiguration.write(conf, copy, HOP);

        assertThat(settings()).containsExactly("store=lmtp", "next-hop=" + HOP);
        assertThat(copy.resolve("sealmx.properties")).content().contains("\nlog-addresses=true\n");
        assertThat(copy.resolve("mailetcontainer.xml"))
                .content()
                .contains("DeliverByLmtp\"")
                .doesNotContain("DeliverToCouchDb\"");
    }

    @Test
    void copyShouldBeMadeAnewAtEachStart() throws Exception {
        NextHopConfiguration.write(conf, copy, "unix:/old");
        Files.writeString(copy.resolve("left-over"), "x");

        NextHopConfiguration.write(conf, copy, HOP);

        assertThat(settings()).containsExactly("store=lmtp", "next-hop=" + HOP);
        assertThat(copy.resolve("left-over")).doesNotExist();
        assertThat(conf.resolve("jvm.properties")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "below", "below/../below"})
    void configurationOfTheOperatorShouldNotBeDeleted(String name) throws Exception {
        Path own = Files.createDirectories(copy.resolve(name));
        for (String file : List.of("sealmx.properties", "mailetcontainer.xml")) {
            Files.copy(conf.resolve(file), own.resolve(file));
        }
        Path link = Files.createSymbolicLink(temp.resolve("link"), own);

        for (Path path : List.of(own, link)) {
            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(() -> NextHopConfiguration.write(path, copy, HOP))
                    .withMessage(
                            "--conf: %s is in %s, which --store lmtp makes anew at each start; name a configuration of"
                                    + " your own",
                            path, copy);
        }
        assertThat(own.resolve("mailetcontainer.xml")).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:/run/caf\u00e9/lmtp",
                "unix:/run/\u043f\u043e\u0447\u0442\u0430/\ud83d\udce7",
                "unix:/run/a b=c:d#e!f/%{lmtp}",
                "inet:[::1]:24"
            })
    void nextHopShouldBeReadAsItWasGiven(String place) throws Exception {
        NextHopConfiguration.write(conf, copy, place);

        assertThat(read("next-hop")).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:/a,b", "unix:/a\\b", "unix:/${sys:user.home}", "unix:/a\nstore=mailbox", "unix:/a "})
    void nextHopThatPropertiesCannotSayShouldBeRefused(String place) {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> NextHopConfiguration.write(conf, copy, place))
                .withMessageStartingWith("--next-hop: a path with a comma, a backslash");
        assertThat(copy).doesNotExist();
    }

    /** As James does. */
    private String read(String key) throws Exception {
        Configuration.Basic james = Configuration.builder()
                .workingDirectory(temp.toFile())
                .configurationPath(new Configuration.ConfigurationPath("file://" + copy + "/"))
                .build();
        return new PropertiesProvider(new FileSystemImpl(james.directories()), james.configurationPath())
                .getConfiguration("sealmx")
                .getString(key);
    }

    @Test
    void chainWithoutAMailetThatDeliversShouldBeNamed() throws Exception {
        Path chain = conf.resolve("mailetcontainer.xml");
        Files.writeString(
                chain, Files.readString(chain).replace("org.sealmx.mailets.DeliverToMailbox", "com.example.PutAside"));

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> NextHopConfiguration.write(conf, copy, HOP))
                .withMessage(
                        "--store lmtp: %s has none of SealMX' mailets that deliver; put"
                                + " org.sealmx.mailets.DeliverByLmtp in place of the one that does",
                        chain);
        assertThat(copy).doesNotExist();
    }
}
