package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Configures and starts a server. Everything that is not set here is as shipped, except that the ports are free ones.
 */
public final class ServerBuilder {

    /** A change to the copy of the configuration. */
    @FunctionalInterface
    public interface ConfEdit {
        /** Makes the change. */
        void edit(ServerConf conf) throws IOException;
    }

    private final WorkFolder folder = new WorkFolder("server");
    private final DirectoryFile directory = new DirectoryFile();
    private final List<ConfEdit> edits = new ArrayList<>();
    private final List<String> domains = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<Path> extensions = new ArrayList<>();
    private List<String> wrapper = List.of();

    /** Begins with the defaults. */
    public ServerBuilder() throws IOException {}

    /** Adds identities to the directory. */
    public ServerBuilder directory(Consumer<DirectoryFile> identities) {
        identities.accept(directory);
        return this;
    }

    /** Changes the configuration. The server then also has the extension jar with the faulty mailets. */
    public ServerBuilder conf(ConfEdit edit) {
        edits.add(edit);
        return this;
    }

    /** Reads the directory from CouchDB. The accounts with a mailbox are still those of {@link #directory}. */
    public ServerBuilder couchDb(CouchDirectory couch) {
        return conf(conf -> {
            conf.replace(
                    "sealmx.properties",
                    "(?m)^directory=.*$",
                    "directory=" + couch.server().url());
            conf.append("sealmx.properties", "couchdb-create-views=true\ncouchdb-database=" + couch.database());
            if (couch.server().credentials().isPresent()) {
                conf.write("couchdb.credentials", couch.server().credentials().get() + "\n");
                conf.replace(
                        "sealmx.properties",
                        "(?m)^couchdb-credentials=.*$",
                        "couchdb-credentials=file://conf/couchdb.credentials");
            }
        });
    }

    /** Stores mail in the accounts' databases; use it with {@link #couchDb}. */
    public ServerBuilder storeInCouchDb() {
        return conf(conf -> {
            conf.replace("sealmx.properties", "(?m)^store=mailbox$", "store=couchdb");
            conf.replace(
                    "mailetcontainer.xml",
                    "org\\.sealmx\\.mailets\\.DeliverToMailbox",
                    "org.sealmx.mailets.DeliverToCouchDb");
        });
    }

    /** Hands mail to the next hop at {@code inet:HOST:PORT} or {@code unix:/PATH}. */
    public ServerBuilder storeByLmtp(String nextHop) {
        return conf(conf -> {
            conf.replace("sealmx.properties", "(?m)^store=mailbox$", "store=lmtp");
            conf.replace("sealmx.properties", "(?m)^#next-hop=.*$", "next-hop=" + nextHop);
            conf.replace(
                    "mailetcontainer.xml",
                    "org\\.sealmx\\.mailets\\.DeliverToMailbox",
                    "org.sealmx.mailets.DeliverByLmtp");
        });
    }

    /** Seals and stores in the format of leap_mx; use it with {@link #storeInCouchDb}. */
    public ServerBuilder leapFormat() {
        return conf(conf -> {
            for (String mailet : List.of("EncryptForRecipient", "DeliverToCouchDb")) {
                conf.replace("mailetcontainer.xml", "(\\." + mailet + "\">)", "$1<format>leap</format>");
            }
        });
    }

    /** Serves another domain beside or instead of {@code example.org}. */
    public ServerBuilder domain(String name) {
        domains.add(name);
        return this;
    }

    /** Adds a JVM option. */
    public ServerBuilder jvmOption(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Adds words to the command line. */
    public ServerBuilder option(String... words) {
        options.addAll(List.of(words));
        return this;
    }

    /** Puts a jar beside the extension jar; goes with {@link #conf}. */
    public ServerBuilder extension(Path jar) {
        extensions.add(jar);
        return this;
    }

    /** Runs the server under a program such as {@code strace}, whose words come first. */
    public ServerBuilder under(String... words) {
        wrapper = List.of(words);
        return this;
    }

    /** The folder that will hold everything of this server. */
    public WorkFolder folder() {
        return folder;
    }

    /** Starts it and waits until it is ready. */
    public SealMxServer start() throws Exception {
        ServerProcess process = launch();
        SealMxServer server = new SealMxServer(folder, process);
        try {
            process.awaitReady();
        } catch (AssertionError | IOException e) {
            String log = server.log().text();
            server.close();
            throw new AssertionError(e.getMessage() + "; it said: " + log, e);
        }
        return server;
    }

    /** Starts it and expects that it exits by itself. */
    public Command.Result startAndFail() throws Exception {
        try (folder) {
            return launch().awaitEnd();
        }
    }

    private ServerProcess launch() throws IOException {
        List<String> words = new ArrayList<>(options);
        if (!options.contains("--directory")) {
            words.addAll(List.of(
                    "--directory",
                    directory.writeTo(folder.resolve("directory.json")).toString()));
        }
        for (String domain : domains.isEmpty() ? List.of("example.org") : domains) {
            words.addAll(List.of("--domain", domain));
        }
        if (!edits.isEmpty()) {
            ServerConf conf = new ServerConf(folder.path());
            for (ConfEdit edit : edits) {
                edit.edit(conf);
            }
            words.addAll(List.of("--conf", conf.folder().toString()));
            return ServerProcess.launch(folder.path(), homeWithFaults(), wrapper, jvmOptions, words);
        }
        return ServerProcess.launch(folder.path(), ServerPaths.dist(), wrapper, jvmOptions, words);
    }

    private Path homeWithFaults() throws IOException {
        Path home = folder.resolve("home");
        Path jars = Files.createDirectories(home.resolve("extensions-jars"));
        Path shipped = ServerPaths.extension();
        Files.copy(shipped, jars.resolve(shipped.getFileName()));
        TestExtensionJar.write(jars.resolve("faults.jar"));
        for (Path jar : extensions) {
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        return home;
    }
}
