package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sealmx.it.harness.ServerPaths;

/** James without SealMX: its own LMTP server runs the mailets in line, and the only one is {@code Null}. */
final class StockJames {

    private StockJames() {}

    static Peer start() throws Exception {
        return new ProgramPeer("James 3.8.1, Null", 1, true, StockJames::prepare);
    }

    private static List<String> prepare(Path folder, int port) throws IOException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        try (Stream<Path> shipped = Files.list(ServerPaths.conf())) {
            for (Path file : shipped.filter(Files::isRegularFile).toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
        for (String file : List.of("extensions.properties", "healthcheck.properties", "webadmin.properties")) {
            Files.writeString(conf.resolve(file), "enabled=false\n");
        }
        Files.writeString(conf.resolve("lmtpserver.xml"), """
                <lmtpservers>
                  <lmtpserver enabled="true">
                    <jmxName>lmtp</jmxName>
                    <bind>127.0.0.1:%d</bind>
                    <connectiontimeout>600</connectiontimeout>
                    <connectionLimit>0</connectionLimit>
                    <connectionLimitPerIP>0</connectionLimitPerIP>
                    <maxmessagesize>0</maxmessagesize>
                    <handlerchain coreHandlersPackage="org.apache.james.lmtpserver.MailetContainerCmdHandlerLoader">
                      <handler class="org.apache.james.lmtpserver.MailetContainerCmdHandlerLoader"/>
                    </handlerchain>
                  </lmtpserver>
                </lmtpservers>
                """.formatted(port));
        Files.writeString(conf.resolve("imapserver.xml"), "<imapservers><imapserver enabled=\"false\"/></imapservers>");
        Files.writeString(conf.resolve("mailetcontainer.xml"), """
                <mailetcontainer>
                  <context><postmaster>postmaster@example.org</postmaster></context>
                  <spooler><threads>1</threads></spooler>
                  <processors>
                    <processor state="root" enableJmx="false"><mailet match="All" class="Null"/></processor>
                    <processor state="error" enableJmx="false"><mailet match="All" class="Null"/></processor>
                    <processor state="transport" enableJmx="false">
                      <mailet matcher="All" match="All" class="RemoveMimeHeader"><name>bcc</name></mailet>
                      <mailet match="All" class="Null"/>
                    </processor>
                  </processors>
                </mailetcontainer>
                """);
        Files.createDirectory(folder.resolve("tmp"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Dworking.directory=" + folder,
                "-Dlogback.configurationFile=" + conf.resolve("logback.xml"),
                "-cp",
                ServerPaths.root().resolve("standalone/target/test-classes") + ":" + ServerPaths.dist() + "/lib/*",
                "org.sealmx.standalone.StockJames");
    }
}
