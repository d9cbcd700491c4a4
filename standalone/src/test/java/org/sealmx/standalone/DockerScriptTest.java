package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the scripts find an engine for the tests in containers, with programs that only say what they are asked. */
class DockerScriptTest {

    private static final String SOURCES = """
            here=$FOLDER/tree
            mkdir -p "$here/target"
            . .ci/needs.sh
            . .ci/docker.sh
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void makePrograms() throws IOException {
        // no engine answers, and nobody is root
        program("docker", "exit 1");
        program("id", "echo 1000");
        program("unshare", "exit 0");
        program("dockerd", "exit 1");
        program("debootstrap", "exit 1");
        program("docker-compose", "exit 0");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Bash.Result run(String script, Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("FOLDER", folder.toString());
        all.put("PATH", folder + ":" + System.getenv("PATH"));
        // nothing of what test.sh has set for these very tests
        for (String name :
                List.of("SEALMX_CI", "SEALMX_CONTAINERS", "SEALMX_COMPOSE", "SEALMX_BASE_IMAGE", "DOCKER_HOST")) {
            all.putIfAbsent(name, "");
        }
        return Bash.run(SOURCES + script, List.of(), all);
    }

    @Test
    void engineThatAnswersShouldBeTaken() throws Exception {
        program("docker", "case $1 in info | image) exit 0 ;; esac; exit 1");

        Bash.Result result = run(
                "engine_or_reason; echo \"$SEALMX_CONTAINERS $SEALMX_COMPOSE $SEALMX_BASE_IMAGE\"; engine_down",
                Map.of("DOCKER_HOST", "unix:///theirs"));

        assertThat(result.output()).isEqualTo("yes docker-compose debian:bookworm-slim\n");
        assertThat(folder.resolve("tree/target/docker")).doesNotExist();
    }

    @Test
    void ordinaryUserWithoutEngineShouldReadInOneLineWhatIsLeftOut() throws Exception {
        Bash.Result result = run("engine_or_reason; echo \"${SEALMX_CONTAINERS:-not}\"", Map.of("SEALMX_CI", "yes"));

        assertThat(result.output())
                .isEqualTo("Left out: the tests in containers (ContainersIT), since no Docker engine answers, and only"
                        + " root can start one\nnot\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void rootWithoutNamespacesShouldReadInOneLineWhatIsLeftOut() throws Exception {
        program("id", "echo 0");
        program("unshare", "exit 1");

        Bash.Result result = run("engine_or_reason", Map.of("SEALMX_CI", "yes"));

        assertThat(result.output())
                .isEqualTo("Left out: the tests in containers (ContainersIT), since this kernel gives us no"
                        + " namespaces\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void rootWithNamespacesShouldFailInCiWhenTheEngineDoesNotStart() throws Exception {
        program("id", "echo 0");

        Bash.Result inCi = run("engine_or_reason", Map.of("SEALMX_CI", "yes"));
        assertThat(inCi.exitCode()).isEqualTo(1);
        assertThat(inCi.output())
                .endsWith("since the Docker engine does not start; see " + folder
                        + "/tree/target/docker/log; here, CI must run them\n");

        Bash.Result elsewhere = run("engine_or_reason", Map.of());
        assertThat(elsewhere.exitCode()).isZero();
        assertThat(elsewhere.lines())
                .last()
                .isEqualTo("Left out: the tests in containers (ContainersIT), since the Docker engine does not start;"
                        + " see " + folder + "/tree/target/docker/log");
    }

    @Test
    void pidFileOfAnEndedEngineShouldBeNoObstacle() throws Exception {
        Bash.Result result = run("""
                mkdir -p "$engine/exec/containerd"
                # a process that has ended, and one that is somebody else's by now
                true & echo $! >"$engine/pid"; wait $!
                echo $$ >"$engine/exec/containerd/containerd.pid"
                touch "$engine/docker.sock"
                end_earlier
                find "$engine" -type f
                echo alive
                """, Map.of());

        assertThat(result.output()).isEqualTo("alive\n");
    }

    @Test
    void engineThatAnEarlierRunHasLeftShouldBeEnded() throws Exception {
        Bash.Result result = run("""
                mkdir -p "$engine"
                bash -c 'echo $$ >"$1/pid"; exec -a "dockerd --data-root $1/data" sleep 100' bash "$engine" &
                child=$!
                until [ -s "$engine/pid" ] && grep -q dockerd "/proc/$child/cmdline"; do :; done
                end_earlier
                wait "$child" || echo "ended with $?"
                """, Map.of());

        assertThat(result.output()).contains("ended with 143");
    }

    @Test
    void whatAKilledEngineHasLeftMountedShouldBeUnmounted() throws Exception {
        program("findmnt", """
                printf '%s\\n' / "$FOLDER/tree/target/docker/data" "$FOLDER/tree/target/docker/data/overlay2/a" \\
                  "$FOLDER/tree/target/dockers/data" "/backup$FOLDER/tree/target/docker/data"
                """);
        program("umount", "echo \"${*: -1}\"");

        assertThat(run("end_earlier", Map.of()).output())
                .isEqualTo("%1$s/overlay2/a\n%1$s\n".formatted(folder.resolve("tree/target/docker/data")));
    }

    @Test
    void imageThatAnEarlierRunHasMadeShouldBeTakenWithoutAskingARegistry() throws Exception {
        program("docker", """
                case "$*" in
                  info | "image inspect sealmx-test-base") ;;
                  pull*) echo pulled >&2 && exit 1 ;;
                  *) exit 1 ;;
                esac
                """);

        Bash.Result result = run("engine_or_reason; echo \"$SEALMX_BASE_IMAGE\"", Map.of());

        assertThat(result.output()).isEqualTo("sealmx-test-base\n");
    }

    @Test
    void onlyAllTestsAndThoseOfContainersShouldWantAnEngine() throws Exception {
        assertThat(run("""
                                engine_wanted && echo all
                                engine_wanted -pl core -am || echo not
                                engine_wanted -Dit.test=ContainersIT && echo named
                                """, Map.of()).output()).isEqualTo("all\nnot\nnamed\n");
    }

    @Test
    void scriptsOfContainersShouldParse() throws Exception {
        for (String script : List.of(
                "setup.sh", "sealmx/configure.sh", "sealmx/health.sh", "sealmx/prepare.sh", "dovecot/account.sh")) {
            assertThat(Bash.run("bash -n \"$1\"", List.of("james-conf/docker/" + script))
                            .output())
                    .as(script)
                    .isEmpty();
        }
    }
}
