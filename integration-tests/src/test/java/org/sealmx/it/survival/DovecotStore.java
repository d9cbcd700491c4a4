package org.sealmx.it.survival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.sealmx.it.harness.DovecotServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;

/** Dovecot after SealMX, reached by LMTP, with or without the Sieve rule that drops a second copy. */
final class DovecotStore implements DurableStore {

    private static final int DISK_MIB = 16;
    /** So that a next hop that hangs costs seconds. */
    private static final String PATIENCE = "next-hop-command-timeout-ms=5000\nnext-hop-end-timeout-ms=5000";

    private final DovecotServer dovecot;
    private final boolean rule;
    private Optional<SmallDisk> disk = Optional.empty();

    DovecotStore(boolean rule) throws Exception {
        Map<String, String> quotas = new LinkedHashMap<>();
        Scene.everybody().forEach(address -> quotas.put(address, "*:bytes=1G"));
        this.rule = rule;
        this.dovecot = DovecotServer.start(quotas);
        if (!rule) {
            dovecot.script("keep;\n");
        }
    }

    @Override
    public String name() {
        return rule ? "LMTP to Dovecot, Sieve rule" : "LMTP to Dovecot, no Sieve rule";
    }

    @Override
    public OptionalInt port() {
        return OptionalInt.of(dovecot.port());
    }

    @Override
    public Supplier<Talk> protocol() {
        return Talk.Lmtp::new;
    }

    @Override
    public ServerBuilder configure(ServerBuilder server) {
        return server.directory(Scene::accounts);
    }

    @Override
    public ServerBuilder route(ServerBuilder server, int port) {
        return server.storeByLmtp("inet:127.0.0.1:" + port).conf(conf -> conf.append("sealmx.properties", PATIENCE));
    }

    @Override
    public List<byte[]> copies(SealMxServer server, String address) throws Exception {
        return dovecot.stored(address).stream()
                .map(DovecotServer.Stored::octets)
                .toList();
    }

    @Override
    public List<Path> folders() {
        return List.of(dovecot.folder());
    }

    @Override
    public String obstacleToKill() {
        return "";
    }

    @Override
    public void kill() throws Exception {
        dovecot.kill();
    }

    @Override
    public void restart() throws Exception {
        dovecot.restart();
    }

    /** A file is where the folder of its mail should be. */
    @Override
    public void failFor(SealMxServer server, String address) throws IOException {
        Files.writeString(maildir(address), "not a folder\n");
    }

    @Override
    public void mendFor(SealMxServer server, String address) throws IOException {
        Files.delete(maildir(address));
    }

    private Path maildir(String address) {
        return dovecot.home(address).resolve("Maildir");
    }

    @Override
    public String obstacleToSmallDisk() {
        return "";
    }

    @Override
    public SmallDisk moveToSmallDisk(Path serverData) throws Exception {
        disk = Optional.of(SmallDisk.over(dovecot.home(Scene.ACCOUNTS.get(0)).resolveSibling(""), DISK_MIB, "mail"));
        return disk.get();
    }

    @Override
    public boolean mayDouble() {
        return !rule;
    }

    @Override
    public void close() throws IOException {
        dovecot.stop();
        if (disk.isPresent()) {
            disk.get().close();
        }
        dovecot.close();
    }
}
