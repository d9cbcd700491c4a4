package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CodeBlocks;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.OneLineError;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.ServerConf;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/** The store of {@code docs/EXTENDING.md}, built as it says there and put into a server, as its author would do it. */
class OwnStoreIT {

    private static final Path DOCUMENT = ServerPaths.root().resolve("docs/EXTENDING.md");
    private static final Pattern CLASS = Pattern.compile("(?m)^public final class (\\w+)");
    private static final Pattern END = Pattern.compile("(?m)^\\.end of delivery \\p{XDigit}{64}\\r\\n");

    private static WorkFolder james;
    private static Path jar;

    @BeforeAll
    static void buildTheJar() throws Exception {
        james = new WorkFolder("author");
        jar = build();
    }

    @AfterAll
    static void removeTheJar() throws IOException {
        james.close();
    }

    private static Path build() throws Exception {
        Path sources = Files.createDirectories(james.resolve("src/com/example"));
        for (CodeBlocks.Block block : CodeBlocks.allIn(DOCUMENT)) {
            if (block.language().equals("java")) {
                Matcher name = CLASS.matcher(block.text());
                assertThat(name.find()).as("a class in %s", block).isTrue();
                Files.writeString(sources.resolve(name.group(1) + ".java"), block.text());
            }
        }
        Path jars = Files.createDirectory(james.resolve("extensions-jars"));
        Files.copy(ServerPaths.extension(), jars.resolve(ServerPaths.extension().getFileName()));
        Files.createSymbolicLink(
                james.resolve("james-server-jpa-app.lib"),
                ServerPaths.dist().resolve("lib").toAbsolutePath());
        String lines = CodeBlocks.inMarkdown(DOCUMENT, "sh", "javac");
        String tools = Path.of(System.getProperty("java.home"), "bin").toString();
        Command.Result built = Command.run(
                "sh", "-euc", "cd \"$0\"; PATH=$1:$PATH; " + lines, james.path().toString(), tools);
        assertThat(built.exitCode()).as(built.errors()).isZero();
        return jars.resolve("append-store.jar");
    }

    private static void asDocumented(ServerConf conf) throws IOException {
        replaceLine(conf, "extensions.properties", block("properties", "guice.extension.module="));
        replaceLine(conf, "sealmx.properties", block("properties", "store="));
        String mailet = "class=\"com.example.PutAside\"";
        assertThat(block("xml", "<processor")).contains(mailet);
        conf.replace("mailetcontainer.xml", "class=\"org\\.sealmx\\.mailets\\.DeliverToMailbox\"", mailet);
    }

    private static void replaceLine(ServerConf conf, String file, String line) throws IOException {
        String key = line.substring(0, line.indexOf('=') + 1);
        conf.replace(file, "(?m)^" + Pattern.quote(key) + ".*$", Matcher.quoteReplacement(line.strip()));
    }

    private static String block(String language, String holding) throws IOException {
        return CodeBlocks.inMarkdown(DOCUMENT, language, holding);
    }

    @Test
    void mailShouldBeAppendedOnceAndSealed() throws Exception {
        try (SealMxServer server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .conf(OwnStoreIT::asDocumented)
                .extension(jar)
                .start()) {
            byte[] message = Messages.fresh();
            for (int attempt = 1; attempt <= 2; attempt++) {
                try (LmtpClient client = server.lmtp()) {
                    client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), message);
                }
            }
            List<Path> stored = WorkFolder.filesBelow(server.folder())
                    .filter(file -> file.endsWith("sealed-mail"))
                    .toList();
            assertThat(stored).hasSize(1);
            String mail = Files.readString(stored.get(0), StandardCharsets.ISO_8859_1);
            assertThat(END.matcher(mail).results()).hasSize(1);
            SealedMessage sealed = SealedMessage.parse(
                    mail.substring(0, mail.indexOf(".end of delivery")).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(Accounts.shared().gpg().decrypt(sealed.armor())).isNotEmpty();
        }
    }

    @Test
    void forgottenModuleShouldEndTheStartWithOneLine() throws Exception {
        Command.Result start = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .conf(OwnStoreIT::asDocumented)
                .conf(conf -> conf.replace("extensions.properties", ",com\\.example\\.AppendModule", ""))
                .extension(jar)
                .startAndFail();
        OneLineError.require(start, "sealmx.properties", "'store'", "not 'append'");
    }
}
