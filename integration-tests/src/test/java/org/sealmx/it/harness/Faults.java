package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Controls the faulty mailets and stores inside a server. In the chain before the sealing, {@code Misbehave} does what
 * the field {@code X-Fault} of a message says.
 */
public final class Faults implements AutoCloseable {

    private static final String CLASS = "org.sealmx.it.faults.Misbehave";
    private static final String MAILET = "<mailet match=\"All\" class=\"" + CLASS + "\"/>";

    private final WorkFolder switches = new WorkFolder("faults");

    /** Begins with nothing switched on. */
    public Faults() throws IOException {}

    /** The JVM option that the faults need. */
    public String jvmOption() {
        return "-Dsealmx.it.faults=" + switches.path();
    }

    /** Puts the faulty mailet directly before the sealing, as a trusted mailet. */
    public static void beforeSealing(ServerConf conf) throws IOException {
        conf.append("sealmx.properties", "trusted-mailets=" + CLASS);
        conf.replace(
                "mailetcontainer.xml",
                "<mailet match=\"All\" class=\"org.sealmx.mailets.EncryptForRecipient\">",
                MAILET + "$0");
    }

    /** Puts it between sealing and delivery as well. */
    public static void afterSealing(ServerConf conf) throws IOException {
        conf.replace(
                "mailetcontainer.xml", "<mailet [^>]*class=\"org.sealmx.mailets.DeliverToMailbox\">", MAILET + "$0");
    }

    /** Adds a processor that does nothing at all. */
    public static void emptyProcessor(ServerConf conf) throws IOException {
        conf.replace("mailetcontainer.xml", "</processors>", "<processor state=\"empty\"/></processors>");
    }

    /** Makes the store fail on demand. */
    public static void failingStore(ServerConf conf) throws IOException {
        startFirst(conf, "org.sealmx.it.faults.FailingStore");
    }

    /** Removes {@code example.net} from James' list of domains. */
    public static void forgetDomain(ServerConf conf) throws IOException {
        startFirst(conf, "org.sealmx.it.faults.ForgetDomain");
    }

    /** Gives mailboxes of James a quota. */
    public static void limitMailboxes(ServerConf conf) throws IOException {
        startFirst(conf, "org.sealmx.it.faults.LimitMailboxes");
    }

    private static void startFirst(ServerConf conf, String startable) throws IOException {
        conf.replace("extensions.properties", "(?m)^(guice\\.extension\\.startable=)(.*)$", "$1" + startable + ",$2");
    }

    /** Makes the store fail for an account. */
    public void failStoreFor(String localPart) throws IOException {
        Files.createFile(storeSwitch(localPart));
    }

    /** Makes the store work again for an account. */
    public void repairStoreFor(String localPart) throws IOException {
        Files.delete(storeSwitch(localPart));
    }

    /** Waits until that many runs are waiting. */
    public void awaitWaiting(int runs) throws Exception {
        Await.until(runs + " waiting runs", Duration.ofMinutes(1), () -> waiting() >= runs);
    }

    /** Lets all runs continue that are waiting now or would wait later. */
    public void release() throws IOException {
        Files.createFile(switches.resolve("released"));
    }

    private long waiting() throws IOException {
        return WorkFolder.filesBelow(switches.path())
                .filter(file -> file.getFileName().toString().startsWith("waiting-"))
                .count();
    }

    private Path storeSwitch(String localPart) {
        return switches.resolve("store-fails-for-" + localPart);
    }

    @Override
    public void close() throws IOException {
        switches.close();
    }
}
