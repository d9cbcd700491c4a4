package org.sealmx.it.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CodeBlocks;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.Ports;

/**
 * The shipped compose file, started as its document says, and beside it a file that gives it free ports, a name of its
 * own, and an impatient Postfix.
 */
final class Project {

    static final String FIRST = "sealmx-1";
    static final String SECOND = "sealmx-2";
    static final List<String> NODES = List.of(FIRST, SECOND);
    static final String COUCHDB = "couchdb";
    static final String POSTFIX = "postfix";
    static final String DOVECOT = "dovecot";

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration HEALTHY = Duration.ofMinutes(4);
    private static final String PREFIX = "sealmx-it-";
    /** The document says {@code docker compose}; some have the same as a program of its own. */
    private static final String COMPOSE = """
            docker() {
              if [ "$1" = compose ]; then
                shift
                command ${SEALMX_COMPOSE:-docker compose} "$@"
              else
                command docker "$@"
              fi
            }
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String name = PREFIX + ProcessHandle.current().pid();
    private final String net;
    private final int smtpPort = Ports.free();
    private final int couchDbPort = Ports.free();
    private final Optional<String> couchDbImage =
            Optional.ofNullable(System.getenv("COUCHDB_IMAGE")).filter(text -> !text.isBlank());
    private final int imapPort = Ports.free();
    private String image = name;
    private String store = COUCHDB;

    /** Prepares the folder {@code james-conf/docker} of a release. */
    Project(Path release) throws IOException, InterruptedException {
        folder = release.resolve("james-conf/docker");
        removeEarlier();
        net = Subnet.free();
        Command.require(
                "env", "SEALMX_NET=" + net, "bash", folder.resolve("setup.sh").toString(), "example.org");
        write("it.yaml", Overrides.yaml(couchDbImage.isEmpty()));
        Files.createDirectory(folder.resolve("stand-in"));
        write("stand-in/Dockerfile", StandInImage.dockerfile());
        Files.writeString(
                folder.resolve("local/main.cf"),
                Files.readString(folder.resolve("local/main.cf")) + Overrides.IMPATIENT);
        writeEnvironment();
    }

    /** What a run that was killed has left in an engine that goes on. */
    private static void removeEarlier() throws IOException, InterruptedException {
        String label = "{{.Label \"com.docker.compose.project\"}}";
        String names = Docker.require("ps", "--all", "--format", label)
                + Docker.require("network", "ls", "--format", label)
                + Docker.require("volume", "ls", "--format", label);
        for (String project : names.lines().distinct().toList()) {
            boolean gone = project.startsWith(PREFIX)
                    && ProcessHandle.of(Long.parseLong(project.substring(PREFIX.length())))
                            .isEmpty();
            if (gone) {
                remove(project);
            }
        }
    }

    private static void remove(String project) throws IOException, InterruptedException {
        String mark = "label=com.docker.compose.project=" + project;
        for (String id : Docker.require("ps", "--all", "--quiet", "--filter", mark)
                .lines()
                .toList()) {
            Docker.run("rm", "--force", "--volumes", id);
        }
        for (String kind : List.of("network", "volume")) {
            for (String id : Docker.require(kind, "ls", "--quiet", "--filter", mark)
                    .lines()
                    .toList()) {
                Docker.run(kind, "rm", id);
            }
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /** Adds what is of this run to the file that the set-up has made; later lines count. */
    private void writeEnvironment() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(".env")));
        lines.removeIf(line -> line.matches(
                "(COMPOSE_PROJECT_NAME|COMPOSE_FILE|COMPOSE_PROFILES|SMTP_PORT|COUCHDB_PORT|IMAP_PORT|SEALMX_IMAGE|POSTFIX_IMAGE"
                        + "|DOVECOT_IMAGE|COUCHDB_IMAGE|SEALMX_STORE|STAND_IN_.*|SEALMX_BASE_IMAGE)=.*"));
        lines.addAll(List.of(
                "COMPOSE_PROJECT_NAME=" + name,
                "COMPOSE_FILE=compose.yaml:it.yaml",
                "SMTP_PORT=" + smtpPort,
                "COUCHDB_PORT=" + couchDbPort,
                "IMAP_PORT=" + imapPort,
                "SEALMX_IMAGE=" + image,
                "POSTFIX_IMAGE=" + name + "-postfix",
                "DOVECOT_IMAGE=" + name + "-dovecot",
                "COUCHDB_IMAGE=" + couchDbImage.orElse(name + "-couchdb"),
                "SEALMX_BASE_IMAGE="
                        + Optional.ofNullable(System.getenv("SEALMX_BASE_IMAGE"))
                                .orElse("debian:bookworm-slim"),
                "SEALMX_STORE=" + store,
                "COMPOSE_PROFILES=" + (store.equals(DOVECOT) ? DOVECOT : "")));
        if (couchDbImage.isEmpty()) {
            lines.addAll(StandInImage.environment());
            // not the image of an upgrade: compose would start CouchDB anew
            lines.add("STAND_IN_BASE=" + name);
        }
        Files.write(folder.resolve(".env"), lines);
    }

    /** What CouchDB is in this run. */
    String couchDbName() {
        return couchDbImage.orElse("the stand-in for CouchDB");
    }

    int smtpPort() {
        return smtpPort;
    }

    /** A container of a service, by its label. */
    String container(String service) throws IOException, InterruptedException {
        return Docker.require(
                        "ps",
                        "--all",
                        "--quiet",
                        "--filter",
                        "label=com.docker.compose.project=" + name,
                        "--filter",
                        "label=com.docker.compose.service=" + service)
                .trim();
    }

    /** CouchDB, as its administrator reaches it from the host. */
    CouchDbServer couchDb() throws IOException {
        String password = Files.readAllLines(folder.resolve(".env")).stream()
                .filter(line -> line.startsWith("COUCHDB_PASSWORD="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        return new ComposedCouchDb(
                URI.create("http://127.0.0.1:" + couchDbPort), couchDbImage.map(any -> "admin:" + password));
    }

    /** Builds the images that the tests need, one after the other. */
    void build() throws IOException, InterruptedException {
        compose("build", "prepare");
        compose("build", POSTFIX);
        if (couchDbImage.isEmpty()) {
            // made of the one before, for its Java
            compose("build", COUCHDB);
        }
    }

    /** Another image of the same program, as a later version would be. */
    void buildNext() throws IOException, InterruptedException {
        image = name + "-next";
        writeEnvironment();
        compose("build", "--build-arg", "VERSION=next", "prepare");
    }

    /** Starts one service anew, with the image that is built now. */
    void replace(String service) throws Exception {
        compose("up", "-d", "--no-deps", service);
        awaitHealthy(service);
    }

    /** The version in the label of a container's image. */
    String version(String service) throws IOException, InterruptedException {
        return Docker.require(
                        "inspect",
                        "--format",
                        "{{index .Config.Labels \"org.opencontainers.image.version\"}}",
                        container(service))
                .trim();
    }

    /** Mail goes to Dovecot from now on, as the document says. */
    void switchToDovecot() throws Exception {
        store = DOVECOT;
        writeEnvironment();
        compose("build", DOVECOT);
        compose("up", "-d");
        for (String service : List.of(DOVECOT, FIRST, SECOND)) {
            awaitHealthy(service);
        }
    }

    private void compose(String... words) throws IOException, InterruptedException {
        String program = Optional.ofNullable(System.getenv("SEALMX_COMPOSE")).orElse("docker compose");
        List<String> all = new ArrayList<>(List.of("env", "-C", folder.toString(), "DOCKER_BUILDKIT=0"));
        all.addAll(List.of(program.split(" ", -1)));
        all.addAll(List.of(words));
        Command.require(LIMIT, new byte[0], all);
    }

    void awaitHealthy(String service) throws Exception {
        String id = container(service);
        try {
            Await.until(service + " to be healthy", HEALTHY, () -> state(id).equals("running healthy"));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ": " + state(id) + "; it said: " + logs(service), e);
        }
    }

    private static String state(String id) throws IOException, InterruptedException {
        return Docker.require(
                        "inspect",
                        "--format",
                        "{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{end}}",
                        id)
                .trim();
    }

    /** What a container has written to its console. */
    String logs(String service) throws IOException, InterruptedException {
        Command.Result result = Docker.run("logs", container(service));
        return result.text() + result.errors();
    }

    /** Runs a program in a container, with these octets on its standard input. */
    String exec(byte[] input, String service, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("exec", "--interactive", container(service)));
        all.addAll(List.of(words));
        return Docker.require(input, all);
    }

    String exec(String service, String... words) throws IOException, InterruptedException {
        return exec(new byte[0], service, words);
    }

    /** Ends it at once. */
    void kill(String service) throws IOException, InterruptedException {
        Docker.require("kill", container(service));
    }

    /** Starts it again, and waits until it is well. */
    void start(String service) throws Exception {
        Docker.require("start", container(service));
        awaitHealthy(service);
    }

    void restart(String service) throws Exception {
        Docker.require("restart", "--time", "60", container(service));
        awaitHealthy(service);
    }

    void pause(String service) throws IOException, InterruptedException {
        Docker.require("pause", container(service));
    }

    void resume(String service) throws IOException, InterruptedException {
        Docker.require("unpause", container(service));
    }

    /** Takes it out of a network. */
    void cut(String service, String network) throws IOException, InterruptedException {
        Docker.require("network", "disconnect", name + "_" + network, container(service));
    }

    /** Puts it back, under its old names, and with its old address if it has a fixed one. */
    void mend(String service, String network, String fixed, String... aliases)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("network", "connect", "--alias", service));
        if (!fixed.isEmpty()) {
            words.addAll(List.of("--ip", net + "." + fixed));
        }
        for (String alias : aliases) {
            words.addAll(List.of("--alias", alias));
        }
        words.addAll(List.of(name + "_" + network, container(service)));
        Docker.require(new byte[0], words);
    }

    /**
     * Runs the lines of the document that put the first account into the directory and start everything, and waits
     * until all answer.
     *
     * @param gpgHome has the key of {@code alice@example.org}
     */
    void up(Path gpgHome) throws Exception {
        asDocumented("run --rm -T sealmx add", gpgHome);
        for (String service : List.of(FIRST, SECOND, POSTFIX)) {
            awaitHealthy(service);
        }
    }

    /** Runs the lines of the document that send the first mail and read it, and returns what they print. */
    String firstMail(Path gpgHome) throws IOException, InterruptedException {
        return asDocumented("--mail-rcpt", gpgHome);
    }

    private String asDocumented(String line, Path gpgHome) throws IOException, InterruptedException {
        String lines = CodeBlocks.inMarkdown(folder.resolve("../../docs/CONTAINERS.md"), "sh", line)
                .replace("127.0.0.1:10025", "127.0.0.1:" + smtpPort)
                .replace("127.0.0.1:15984", "127.0.0.1:" + couchDbPort);
        List<String> words = List.of(
                "env",
                "-C",
                folder.toString(),
                "GNUPGHOME=" + gpgHome,
                "bash",
                "-c",
                "set -euo pipefail\n" + COMPOSE + lines);
        return new String(Command.require(LIMIT, new byte[0], words), StandardCharsets.UTF_8);
    }

    /** The ports that are published on another address than loopback. */
    List<String> foreignPorts() throws IOException, InterruptedException {
        List<String> foreign = new ArrayList<>();
        for (String service : List.of(FIRST, SECOND, COUCHDB, POSTFIX)) {
            for (JsonNode bindings : inspect(service).at("/HostConfig/PortBindings")) {
                for (JsonNode binding : bindings) {
                    if (!binding.get("HostIp").asText().equals("127.0.0.1")) {
                        foreign.add(service + ": " + binding);
                    }
                }
            }
        }
        return foreign;
    }

    /** The queue ids of Postfix and the recipients that wait in each. */
    List<JsonNode> queue() throws IOException, InterruptedException {
        List<JsonNode> queue = new ArrayList<>();
        for (String line : exec(POSTFIX, "postqueue", "-j").lines().toList()) {
            queue.add(JSON.readTree(line));
        }
        return queue;
    }

    /** Postfix tries everything again now. */
    void flush() throws IOException, InterruptedException {
        exec(POSTFIX, "postqueue", "-f");
    }

    /** Searches what the containers keep and have written, except Postfix' queue; prints the names of files. */
    List<String> search(String text) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("run", "--rm", "--network", "none"));
        for (String volume : volumes()) {
            words.addAll(List.of("--volume", volume + ":/kept/" + volume + ":ro"));
        }
        words.addAll(List.of(
                "--entrypoint", "sh", "--user", "0", image, "-c", "grep -rlaF -e \"$1\" /kept || true", "sh", text));
        List<String> found =
                new ArrayList<>(Docker.require(new byte[0], words).lines().toList());
        for (String service : List.of(FIRST, SECOND, COUCHDB, POSTFIX)) {
            if (logs(service).contains(text)) {
                found.add("console of " + service);
            }
        }
        return found;
    }

    private List<String> volumes() throws IOException, InterruptedException {
        return Docker.require("volume", "ls", "--quiet", "--filter", "label=com.docker.compose.project=" + name)
                .lines()
                .filter(volume -> !volume.contains("postfix"))
                .toList();
    }

    /** A file in a volume, for a test of the search. */
    void plant(String volume, String text) throws IOException, InterruptedException {
        Docker.require(
                text.getBytes(StandardCharsets.UTF_8),
                List.of(
                        "run",
                        "--rm",
                        "--interactive",
                        "--network",
                        "none",
                        "--volume",
                        name + "_" + volume + ":/kept",
                        "--entrypoint",
                        "sh",
                        "--user",
                        "0",
                        image,
                        "-c",
                        "cat >/kept/planted"));
    }

    /** What a container has written outside of its volumes and of memory. */
    String written(String service) throws IOException, InterruptedException {
        return Docker.require("diff", container(service));
    }

    /** Details of a container, as {@code docker inspect} has them. */
    JsonNode inspect(String service) throws IOException, InterruptedException {
        return JSON.readTree(Docker.require("inspect", container(service))).get(0);
    }

    /** Keeps what the containers said, for anyone who wants to know why. */
    void keepLogs(Path target) throws IOException, InterruptedException {
        Files.createDirectories(target);
        for (String service : List.of(FIRST, SECOND, COUCHDB, POSTFIX, DOVECOT)) {
            if (!container(service).isEmpty()) {
                Files.writeString(target.resolve(service + ".log"), logs(service));
            }
        }
        for (String node : NODES) {
            Files.writeString(
                    target.resolve(node + "-sealmx.log"),
                    Docker.run("exec", container(node), "cat", "/var/lib/sealmx/log/sealmx.log")
                            .text());
        }
    }

    /** Removes all that it made in the engine. */
    void remove() throws IOException, InterruptedException {
        remove(name);
        for (String each : List.of(name, name + "-next", name + "-postfix", name + "-dovecot", name + "-couchdb")) {
            Docker.run("image", "rm", "--no-prune", each);
        }
    }
}
