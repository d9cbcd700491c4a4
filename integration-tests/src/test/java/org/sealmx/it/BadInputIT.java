package org.sealmx.it;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.OneLineError;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;

/** Any wrong option and any missing or broken file stops the start with one line that names it. */
class BadInputIT {

    @ParameterizedTest
    @CsvSource({
        "--frobnicate, --frobnicate",
        "surplus, surplus",
        "--lmtp-port ten, --lmtp-port",
        "--lmtp-port 70000, --lmtp-port",
        "--imap-port -1, --imap-port",
        "--domain not_a_domain!, --domain",
        "--data a --data b, --data",
        "--webadmin-port, --webadmin-port",
        "--socketmap-port 0, --socketmap-port",
        "'--tcp-table-ports 2244,4242', --tcp-table-ports",
        "'--tcp-table-ports 2244,4242,2244', --tcp-table-ports"
    })
    void startShouldFailWhenAnOptionIsWrong(String words, String named) throws Exception {
        OneLineError.require(server().option(words.split(" ", -1)).startAndFail(), named);
    }

    @Test
    void startShouldFailWhenTheDirectoryFileIsMissing() throws Exception {
        OneLineError.require(server().option("--directory", "missing.json").startAndFail(), "missing.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ { \"address\": ", "{}", "", "not json", "[] []"})
    void startShouldFailWhenTheDirectoryFileIsBroken(String json) throws Exception {
        ServerBuilder server = server();
        Path file = Files.writeString(server.folder().resolve("broken.json"), json);
        OneLineError.require(server.option("--directory", file.toString()).startAndFail(), "broken.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lmtp-port", "--imap-port", "--webadmin-port", "--socketmap-port"})
    void startShouldFailWhenAPortIsBusy(String option) throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(busy.getLocalPort());
            OneLineError.require(server().option(option, port).startAndFail(), port);
        }
    }

    /** An older configuration, which the option cannot change. */
    @Test
    void startShouldFailWhenTheConfigurationDoesNotTakeThePortOfLookUps() throws Exception {
        OneLineError.require(
                server().conf(conf -> conf.replace("sealmx.properties", "(?m)^socketmap-port=.*$", ""))
                        .option("--socketmap-port", Integer.toString(Ports.free()))
                        .startAndFail(),
                "socketmap does not answer on 127.0.0.1:");
    }

    @Test
    void startShouldFailWhenTheConfigurationIsMissing() throws Exception {
        OneLineError.require(server().option("--conf", "no-such-conf").startAndFail(), "no-such-conf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailetcontainer.xml", "lmtpserver.xml", "sealmx.properties"})
    void startShouldFailWhenAConfigurationFileIsMissing(String file) throws Exception {
        OneLineError.require(
                server().conf(conf -> Files.delete(conf.folder().resolve(file))).startAndFail(), file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailetcontainer.xml", "lmtpserver.xml"})
    void startShouldFailWhenAConfigurationFileIsNotXml(String file) throws Exception {
        OneLineError.require(
                server().conf(conf -> conf.write(file, "<unclosed")).startAndFail(), file);
    }

    @Test
    void startShouldFailWhenTheDataFolderIsAFile() throws Exception {
        ServerBuilder server = server();
        Path file = Files.writeString(server.folder().resolve("a-file"), "");
        OneLineError.require(server.option("--data", file.toString()).startAndFail(), "a-file");
    }

    @Test
    void startShouldShowAStackTraceWithDebug() throws Exception {
        Command.Result result =
                server().option("--directory", "missing.json", "--debug").startAndFail();
        OneLineError.requireStackTrace(result, "missing.json");
    }

    private static ServerBuilder server() throws Exception {
        return SealMxServer.builder().directory(Accounts.shared()::writeTo);
    }
}
