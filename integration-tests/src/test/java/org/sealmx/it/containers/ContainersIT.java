package org.sealmx.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CouchDbAdmin;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.Sq;
import org.sealmx.it.harness.WorkFolder;
import org.sealmx.it.survival.Letters;

/**
 * The shipped compose file is started once, and mail flows through it while one thing after another breaks. Whatever
 * breaks, Postfix' mail is stored once, sealed, and nowhere else.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersIT {

    private static final List<String> ADDRESSES =
            IntStream.range(0, 4).mapToObj(i -> "user" + i + "@example.org").toList();
    private static final String ROTATING = "rotating@example.org";
    private static final Duration SETTLED = Duration.ofSeconds(90);
    private static final Duration SETTLED_WITH_MAIL_IN_HAND = Duration.ofSeconds(20);
    private static final long SECOND = 1000;

    private static final DirectoryFile DIRECTORY = new DirectoryFile();
    private static final Letters LETTERS = new Letters(System.nanoTime());
    private static final Set<String> EARLIER = new HashSet<>();
    private static final List<String> ROWS = new ArrayList<>();

    private static ReleaseTree release;
    private static Project project;
    private static CouchDbAdmin admin;

    @BeforeAll
    static void start() throws Exception {
        release = new ReleaseTree();
        project = new Project(release.path());
        long begin = System.nanoTime();
        project.build();
        long built = System.nanoTime();
        project.up(Accounts.shared().gpg().home());
        admin = project.couchDb().admin();
        ROWS.add("images built in %d s, all healthy after another %d s; CouchDB: %s%n"
                .formatted(seconds(built - begin), seconds(System.nanoTime() - built), project.couchDbName()));
        ROWS.add("| store | fault | taken | stored once | waiting | lost | doubled | plaintext | s | |");
        ROWS.add("|---|---|---|---|---|---|---|---|---|---|");
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }

    @AfterAll
    @SuppressWarnings("SystemOut") // the table is the result
    static void stop() throws Exception {
        ROWS.forEach(System.out::println);
        if (project != null) {
            project.keepLogs(Path.of("target", "containers"));
            project.remove();
        }
        if (release != null) {
            release.close();
        }
    }

    /** The document's own lines, with the ports of this run. */
    @Test
    @Order(1)
    void firstMailShouldArriveAsTheDocumentSays() throws Exception {
        String shown = project.firstMail(Accounts.shared().gpg().home());
        assertThat(shown).contains("Subject: lunch", "At noon?");

        DIRECTORY.account(ROTATING, Accounts.shared().alice().certificate());
        ADDRESSES.forEach(
                address -> DIRECTORY.account(address, Accounts.shared().alice().certificate()));
        List<JsonNode> documents = new ArrayList<>();
        DIRECTORY.documents().forEach(documents::add);
        admin.putAll("identities", documents);
    }

    @Test
    @Order(2)
    void containersShouldBeAbleToDoNothingElse() throws Exception {
        for (String node : Project.NODES) {
            JsonNode host = project.inspect(node).get("HostConfig");
            assertThat(host.get("ReadonlyRootfs").asBoolean()).isTrue();
            assertThat(host.get("CapDrop").toString()).isEqualTo("[\"ALL\"]");
            assertThat(host.get("CapAdd").isNull()).isTrue();
            assertThat(host.get("SecurityOpt").toString()).contains("no-new-privileges");
            assertThat(host.get("MemorySwap")).isEqualTo(host.get("Memory"));
            assertThat(project.exec(node, "id", "-u").trim()).isEqualTo("10024");
            assertThat(project.exec(node, "sh", "-c", "ulimit -c").trim()).isEqualTo("0");
            assertThat(project.exec(node, "sh", "-c", "touch /opt/sealmx/x 2>&1 || echo refused"))
                    .contains("refused");
        }
        assertThat(project.foreignPorts()).isEmpty();
    }

    @Test
    @Order(3)
    void newKeyShouldBeInForceOnBothNodesWithinASecond() throws Exception {
        try (WorkFolder folder = new WorkFolder("rotation")) {
            KeyChange change = KeyChange.watch(project, admin, ROTATING, DIRECTORY, Sq.generate(folder, ROTATING));
            ROWS.add(
                    "| CouchDB | a new key | | | | | | | | last use of the old key %s ms after the change, first of the new one %s ms |"
                            .formatted(change.oldAfter(), change.newFirst()));
            assertThat(change.newFirst().keySet()).isEqualTo(Set.copyOf(Project.NODES));
            assertThat(change.oldAfter().values()).allMatch(millis -> millis < SECOND);
            assertThat(change.newFirst().values()).allMatch(millis -> millis < SECOND);
        }
    }

    @Test
    @Order(4)
    void mailShouldSurviveFaultsBeforeCouchDb() throws Exception {
        Mailboxes mailboxes = new Mailboxes.InCouchDb(admin);
        List<String> broken = new ArrayList<>();
        for (Fault fault : List.of(
                Fault.nodeKilled(),
                Fault.nodeCutOff(),
                Fault.cutOff(Project.COUCHDB),
                Fault.paused(),
                Fault.slow(admin),
                Fault.restarted(Project.POSTFIX),
                Fault.rollingUpgrade())) {
            broken.addAll(row("CouchDB", fault, mailboxes));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    @Order(5)
    void countShouldSeeWhatIsLostDoubledOrUnencrypted() throws Exception {
        Mailboxes mailboxes = new Mailboxes.InCouchDb(admin);
        Load load = new Load(project.smtpPort(), LETTERS, ADDRESSES);
        load.await(10);
        load.stop();
        settle(SETTLED);
        // one copy is taken away; another letter comes once more, as a new message
        List<byte[]> all = mailboxes.fetch(ADDRESSES.get(0));
        assertThat(all).isNotEmpty();
        Letters.Letter again = load.accepted().stream()
                .filter(letter -> letter.recipients().contains(ADDRESSES.get(1)))
                .findFirst()
                .orElseThrow();
        load.again("other@example.com", again);
        settle(SETTLED);
        project.plant("sealmx-1", "to be found: " + Letters.SECRET);
        Count count = Count.of(project, mailboxes, ADDRESSES, load.accepted(), LETTERS, EARLIER);
        assertThat(count.lost()).isEqualTo(all.size());
        assertThat(count.doubled()).isEqualTo(1);
        assertThat(count.plaintext()).isEqualTo(1);
        project.plant("sealmx-1", "");
        // what stays readable is found in the store, so text would be, too
        assertThat(project.search(Letters.OPEN)).anyMatch(file -> file.contains(Project.COUCHDB));
    }

    @Test
    @Order(6)
    void mailShouldSurviveFaultsBeforeDovecot() throws Exception {
        project.switchToDovecot();
        Mailboxes mailboxes = new Mailboxes.InDovecot(project);
        List<String> broken = new ArrayList<>();
        for (Fault fault : List.of(
                Fault.cutOff(Project.DOVECOT), Fault.restarted(Project.DOVECOT), Fault.nodeKilledBeforeDovecot())) {
            broken.addAll(row("Dovecot", fault, mailboxes));
        }
        assertThat(broken).isEmpty();
    }

    /** Breaks one thing while mail flows, and counts; returns what is not as promised. */
    private static List<String> row(String store, Fault fault, Mailboxes mailboxes) throws Exception {
        long begin = System.nanoTime();
        Load load = new Load(project.smtpPort(), LETTERS, ADDRESSES);
        String remark;
        try {
            remark = fault.course().run(project, load);
        } finally {
            load.stop();
        }
        settle(fault.mayWait() == 0 ? SETTLED : SETTLED_WITH_MAIL_IN_HAND);
        Count count = Count.of(project, mailboxes, ADDRESSES, load.accepted(), LETTERS, EARLIER);
        String row = "| %s | %s | %s | %d | %s |"
                .formatted(
                        store,
                        fault.name(),
                        count.cells(),
                        seconds(System.nanoTime() - begin),
                        Fault.remark(remark, load));
        ROWS.add(row);
        List<String> broken = new ArrayList<>();
        if (!count.isAsPromised(fault.mayWait())) {
            broken.add(row);
        }
        load.refusals().forEach(reply -> broken.add(fault.name() + ": a client was refused: " + reply));
        project.logs(Project.POSTFIX)
                .lines()
                .filter(line -> line.contains(": fatal: ") || line.contains(": panic: "))
                .limit(3)
                .forEach(line -> broken.add(fault.name() + ": " + line));
        for (String node : Project.NODES) {
            if (!project.written(node).isBlank()) {
                broken.add(node + " has written: " + project.written(node));
            }
        }
        return broken;
    }

    /** Waits until Postfix' queue is empty, for a while at most: what is in it then is counted as waiting. */
    private static void settle(Duration limit) throws Exception {
        try {
            Await.until("an empty queue", limit, () -> {
                if (project.queue().isEmpty()) {
                    return true;
                }
                project.flush();
                return false;
            });
        } catch (AssertionError e) {
            // the count says how many wait
            return;
        }
    }
}
