package org.sealmx.it.leap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.WorkFolder;
import org.sealmx.it.leap.LeapMxPorts.TablePorts;

/** The machines of a provider: its Postfix, its CouchDB, leap_mx's ports, and soon SealMX. */
final class Provider implements AutoCloseable {

    private final WorkFolder folder = new WorkFolder("provider");
    private final CouchDirectory couch = new CouchDirectory(SharedServers.couchDb());
    private final MigrationGuide guide = new MigrationGuide();
    private final TablePorts ports = new TablePorts(Ports.free(), Ports.free(), Ports.free());
    private final int lmtpPort = Ports.free();
    private final LeapPostfix postfix;
    private final Set<String> untried = new TreeSet<>();
    private int reloads;
    private @Nullable LeapMxPorts leapMx;
    private @Nullable SealMxServer sealMx;

    Provider() throws Exception {
        LeapWeb.writeTo(couch);
        Path mail = Files.createDirectory(folder.resolve("leap-mx"));
        guide.put("2244", ports.recipient());
        guide.put("4242", ports.alias());
        guide.put("2424", ports.certificate());
        guide.put("12244", Ports.free());
        guide.put("14242", Ports.free());
        guide.put("12424", Ports.free());
        guide.put("10024", lmtpPort);
        guide.put("f3a1", userId(Accounts.ALICE));
        guide.put("/var/mail/leap-mx", mail);
        guide.put("/var/lib/sealmx", folder.resolve("data"));
        guide.put("/etc/sealmx", folder.resolve("etc"));
        guide.put("/etc/postfix/virtual-aliases", folder.resolve("virtual-aliases"));
        guide.put("/etc/postfix/own-aliases", folder.resolve("own-aliases"));
        guide.put("/opt/sealmx/james-conf/conf", ServerPaths.conf());
        guide.put("http://127.0.0.1:5984", couch.server().url());
        guide.put("http://127.0.0.1:5984/identities", couch.server().url().resolve("/" + couch.database()));
        guide.put(
                "--user admin",
                couch.server()
                        .credentials()
                        .map(words -> "--user '" + words + "'")
                        .orElse(""));
        if (couch.server().credentials().isEmpty()) {
            guide.put("--couchdb-credentials /etc/sealmx/couchdb.credentials", "");
        }
        postfix = new LeapPostfix(guide, mail, folder.resolve("virtual-aliases"));
        untried.addAll(MigrationGuide.allCommands());
    }

    MigrationGuide guide() {
        return guide;
    }

    LeapPostfix postfix() {
        return postfix;
    }

    TablePorts ports() {
        return ports;
    }

    /** SealMX' configuration. */
    Path conf() {
        return folder.resolve("etc").resolve("conf");
    }

    String userId(String address) {
        return couch.documents().userId(address);
    }

    /** How many messages are in the database of an account. */
    int stored(String address) throws IOException {
        return couch.mail(address).size();
    }

    boolean leapMxAnswers() {
        return leapMx != null;
    }

    /** Names the database and the user of this test in the copy of the configuration. */
    void prepareConfiguration() throws IOException {
        Path properties = conf().resolve("sealmx.properties");
        Files.writeString(properties, Files.readString(properties) + "\ncouchdb-database=" + couch.database() + "\n");
        Optional<String> credentials = couch.server().credentials();
        if (credentials.isPresent()) {
            Files.writeString(conf().resolveSibling("couchdb.credentials"), credentials.get() + "\n");
        }
    }

    /** Puts the documented mailets of a format in the places of the shipped ones. */
    void useMailets(String delivery) throws IOException {
        Path file = conf().resolve("mailetcontainer.xml");
        String chain = Files.readString(file);
        List<String> mailets = guide.mailets(delivery);
        List<String> shipped = List.of("EncryptForRecipient", "DeliverToMailbox");
        for (int i = 0; i < shipped.size(); i++) {
            String changed = chain.replaceFirst(
                    "(?s)<mailet match=\"[^\"]*\" class=\"org\\.sealmx\\.mailets\\." + shipped.get(i)
                            + "\">.*?</mailet>",
                    Matcher.quoteReplacement(mailets.get(i)));
            if (changed.equals(chain)) {
                throw new AssertionError("no mailet " + shipped.get(i) + " in " + chain);
            }
            chain = changed;
        }
        Files.writeString(file, chain);
    }

    /** Starts SealMX with the documented command line. */
    void startSealMx() throws Exception {
        String line = guide.block("sh", "/opt/sealmx/run.sh").replace("\\\n", " ");
        List<String> words = new ArrayList<>(Arrays.asList(line.strip().split("\\s+", -1)));
        words.remove(0);
        ServerBuilder builder = new ServerBuilder();
        // the builder names this domain itself
        int domain = words.indexOf("--domain");
        words.subList(domain, domain + 2).clear();
        words.addAll(List.of("--lmtp-port", Integer.toString(lmtpPort)));
        sealMx = builder.option(words.toArray(String[]::new)).start();
        untried.removeIf(sample -> sample.contains("/opt/sealmx/run.sh"));
    }

    void startLeapMx() throws IOException {
        leapMx = new LeapMxPorts(
                ports,
                Map.of(
                        Accounts.ALICE, userId(Accounts.ALICE),
                        Accounts.BOB, userId(Accounts.BOB),
                        Accounts.TEAM, userId(Accounts.ALICE)),
                Map.of(LeapWeb.FINGERPRINT, LeapWeb.LAST_DAY));
    }

    /** Checks the directory with the documented command. */
    Command.Result check() throws Exception {
        untried.remove(MigrationGuide.original("run.sh check"));
        return MigrationGuide.run(postfix.configuration(), guide.block("sh", "run.sh check"));
    }

    /** Runs the documented commands that contain this text, and does what they ask of systemd. */
    String perform(String holding) throws Exception {
        return perform(guide.block("sh", holding), MigrationGuide.original(holding));
    }

    /** Runs a documented sample that is given as a whole, because another one contains it. */
    void performText(String sample) throws Exception {
        if (!untried.contains(sample)) {
            throw new AssertionError("the document has no sample, or it was run already: " + sample);
        }
        perform(sample, sample);
    }

    private String perform(String commands, String original) throws Exception {
        Command.Result result = MigrationGuide.run(postfix.configuration(), commands);
        if (result.exitCode() != 0) {
            throw new AssertionError(commands + "ended with " + result.exitCode() + ": " + result.errors());
        }
        String printed = result.text();
        for (String line : printed.lines().toList()) {
            if (line.startsWith("systemctl ")) {
                systemd(line);
            }
        }
        if (commands.contains("postfix reload")) {
            reloads++;
            postfix.awaitReloads(reloads);
        }
        untried.remove(original);
        return printed;
    }

    private void systemd(String command) throws Exception {
        switch (command) {
            case "systemctl stop leap-mx" -> {
                if (leapMx != null) {
                    leapMx.close();
                    leapMx = null;
                }
            }
            case "systemctl start leap-mx" -> startLeapMx();
            case "systemctl stop sealmx" -> requireSealMx().stop();
            case "systemctl restart sealmx" -> {
                requireSealMx().stop();
                requireSealMx().restart();
            }
            default -> throw new AssertionError("what is " + command);
        }
    }

    private SealMxServer requireSealMx() {
        if (sealMx == null) {
            throw new AssertionError("SealMX does not run yet");
        }
        return sealMx;
    }

    /** Starts SealMX again, with the same command line, after its end. */
    void startSealMxAgain() throws Exception {
        if (requireSealMx().isAlive()) {
            throw new AssertionError("SealMX still runs");
        }
        requireSealMx().restart();
    }

    /** The samples of commands that have not been run. */
    Set<String> untried() {
        return untried;
    }

    @Override
    public void close() throws IOException {
        if (sealMx != null) {
            sealMx.close();
        }
        if (leapMx != null) {
            leapMx.close();
        }
        postfix.close();
        couch.close();
        folder.close();
    }
}
