package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the scripts install missing packages, with an apt-get that only prints what it would do. */
class NeedsScriptTest {

    private static final String NEED = """
            . .ci/needs.sh
            service_policy=$FOLDER/policy
            postgresql_defaults=$FOLDER/postgresql-common/createcluster.conf
            need "$@"
            """;
    private static final String PLAN = """
            The following NEW packages will be installed:
              libexample postfix
            0 upgraded, 2 newly installed, 0 to remove and 0 not upgraded.
            Need to get 1,516 kB of archives.
            After this operation, 4,242 kB of additional disk space will be used.
            Do you want to continue? [Y/n] N
            Abort.
            """;
    private static final String REMOVAL = """
            The following packages will be REMOVED:
              exim4-base exim4-config
              exim4-daemon-light
            The following NEW packages will be installed:
              postfix
            0 upgraded, 1 newly installed, 3 to remove and 0 not upgraded.
            E: Packages need to be removed but remove is disabled.
            """;

    @TempDir
    Path folder;

    private int user;

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/bash\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Runs {@code need} with an apt-get that records its calls, and prints the plan when it is asked for one. */
    private Bash.Result need(String plan, String... packages) throws Exception {
        Files.writeString(folder.resolve("plan"), plan);
        program("apt-get", """
                echo "$*" >>'%1$s/calls'
                case $* in *--assume-no*) cat '%1$s/plan'; exit 1 ;; esac
                [ "$1 $2" = "-qq update" ] || cp '%1$s/policy' '%1$s/policy-of-apt'
                """.formatted(folder));
        program("debconf-set-selections", "cat >>'" + folder + "/calls'\n");
        program("id", "echo " + user + "\n");
        return Bash.run(
                NEED, List.of(packages), Map.of("FOLDER", "" + folder, "PATH", folder + ":" + System.getenv("PATH")));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    @Test
    void needShouldSayWhatIsInstalledAndHowLargeItIsBeforeItInstalls() throws Exception {
        Bash.Result result = need(PLAN, "postfix");

        assertThat(result.output()).isEqualTo("""
                Installing postfix
                  0 upgraded, 2 newly installed, 0 to remove and 0 not upgraded.
                  Need to get 1,516 kB of archives.
                  After this operation, 4,242 kB of additional disk space will be used.
                """);
        assertThat(result.exitCode()).isZero();
        assertThat(calls())
                .filteredOn(call -> call.contains(" install "))
                .hasSize(2)
                .allMatch(call -> call.contains("--no-remove"));
    }

    @Test
    void needShouldLetDebianStartNoServiceWhileItInstalls() throws Exception {
        assertThat(need(PLAN, "dovecot-core").exitCode()).isZero();

        Path policy = folder.resolve("policy-of-apt");
        assertThat(policy).isExecutable();
        assertThat(Bash.run("\"$@\"", List.of("" + policy, "dovecot.socket", "start"))
                        .exitCode())
                .isEqualTo(101);
        assertThat(folder.resolve("policy")).doesNotExist();
    }

    @Test
    void needShouldRemoveItsPolicyWhenAptFails() throws Exception {
        Bash.Result result = Bash.run(
                ". .ci/needs.sh; service_policy=$1; leaving_services bash -c 'cat \"$1\"; exit 100' bash \"$1\"",
                List.of("" + folder.resolve("policy")));

        assertThat(result.exitCode()).isEqualTo(100);
        assertThat(result.output()).endsWith("exit 101\n");
        assertThat(folder.resolve("policy")).doesNotExist();
    }

    @Test
    void needShouldRemoveItsPolicyWhenItIsEnded() throws Exception {
        Bash.Result result = Bash.run(
                ". .ci/needs.sh; service_policy=$1; leaving_services bash -c 'kill $PPID; test -e \"$1\"' bash \"$1\"",
                List.of("" + folder.resolve("policy")));

        assertThat(result.exitCode()).isEqualTo(143);
        assertThat(folder.resolve("policy")).doesNotExist();
    }

    /** As every program, so that scripts do not take it for done. */
    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void buildShouldEndMavenAndTellTheSignalThatEndsIt(String signal, int code) throws Exception {
        // what started the tests may ignore signals, which a shell then cannot trap
        Bash.Result result = Bash.run("""
                        exec env --default-signal=HUP,INT,TERM bash <<'EOF'
                        . .ci/needs.sh
                        trap() {
                          builtin trap "$@"
                          [ "${*: -1}" != TERM ] || : >"$FOLDER/trapped"
                        }
                        mvn() {
                          builtin trap ': >"$FOLDER/ended"; exit' TERM
                          until [ -e "$FOLDER/trapped" ]; do :; done
                          kill -"$SIGNAL" $$
                          while :; do sleep 0.1; done
                        }
                        maven "$FOLDER/log" package
                        EOF
                        """, List.of(), Map.of("FOLDER", folder.toString(), "SIGNAL", signal));

        assertThat(result.exitCode()).isEqualTo(code);
        assertThat(folder.resolve("ended")).exists();
    }

    @Test
    void needShouldLeaveThePolicyOfTheSystem() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy"), "theirs");

        assertThat(need(PLAN, "dovecot-core").exitCode()).isZero();

        assertThat(policy).hasContent("theirs");
        assertThat(folder.resolve("policy-of-apt")).hasContent("theirs");
    }

    @Test
    void needShouldKeepDebianFromMakingADatabaseEvenBesideTheClientOfPostgreSql() throws Exception {
        Path defaults =
                Files.createDirectory(folder.resolve("postgresql-common")).resolve("createcluster.conf");

        assertThat(need(PLAN, "rnp", "postgresql").exitCode()).isZero();
        assertThat(defaults).hasContent("create_main_cluster = false");

        Files.writeString(defaults, "theirs");
        assertThat(need(PLAN, "postgresql").exitCode()).isZero();
        assertThat(defaults).hasContent("theirs");
    }

    @Test
    void needShouldSayInOneLineThatPostfixCannotBeInstalledBesideAnotherMailServer() throws Exception {
        Bash.Result result = need(REMOVAL, "postfix", "sq");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo("sealmx: the tests need Postfix, which cannot be installed beside this machine's mail server"
                        + " (exim4-base exim4-config exim4-daemon-light); nothing was changed. Run them on another machine"
                        + " or in a container\n");
        assertThat(calls()).allMatch(call -> call.contains("update") || call.contains("--assume-no"));
    }

    @Test
    void needShouldRemoveNothingForAnyOtherPackage() throws Exception {
        Bash.Result result = need(REMOVAL, "rnp");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .startsWith("sealmx: to install rnp, apt-get would remove exim4-base exim4-config exim4-daemon-light;");
    }

    @Test
    void needShouldTellOthersThanRootWhatRootWouldRun() throws Exception {
        assertThat(need(PLAN, "maven").exitCode()).isZero();
        List<String> asRoot =
                calls().stream().filter(call -> !call.contains("--assume-no")).toList();
        assertThat(asRoot).hasSize(2);

        user = 1000;
        Bash.Result result = need(PLAN, "maven");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo("sealmx: packages are missing; as root: apt-get "
                        + asRoot.get(0).replace("-qq ", "") + " && apt-get "
                        + asRoot.get(1).replace("-qq -y --no-remove install", "install --no-remove") + "\n");
        assertThat(calls()).hasSize(3);
    }

    @Test
    void documentShouldNameEveryProgramThatTheTestsNeed() throws Exception {
        Map<String, String> programs = Map.of(
                "postfix",
                "Postfix",
                "postgresql",
                "PostgreSQL",
                "dovecot-core",
                "Dovecot",
                "dovecot-lmtpd",
                "Dovecot",
                "dovecot-sieve",
                "Dovecot",
                "gnupg",
                "gpg",
                "nodejs",
                "node",
                "python3",
                "Python",
                "neomutt",
                "NeoMutt",
                "thunderbird",
                "Thunderbird");
        Matcher list = Pattern.compile("checking for what they need \\(([^)]+)\\)")
                .matcher(Files.readString(Bash.project().resolve("docs/DEVELOPING.md"))
                        .replaceAll("\\s+", " "));
        assertThat(list.find()).isTrue();

        Bash.Result missing = Bash.run(". .ci/needs.sh; have() { false; }; missing_to_test", List.of());

        // the script does not report these as missing if they are installed but not in the path
        Set<String> needed =
                new TreeSet<>(Set.of("Postfix", "PostgreSQL", "Dovecot", "postsrsd", "nginx", "logrotate"));
        missing.lines().forEach(name -> needed.add(programs.getOrDefault(name, name)));
        assertThat(list.group(1).split(", ")).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void needShouldTouchNothingWhenNothingIsMissing() throws Exception {
        assertThat(need(PLAN).output()).isEmpty();
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    private Bash.Result javaHome(Path home) throws Exception {
        return Bash.run(
                ". .ci/needs.sh; require_java_home java; quiet_java", List.of(), Map.of("JAVA_HOME", "" + home));
    }

    private void java(String version) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        program("bin/java", "echo 'openjdk version \"" + version + "\"' >&2\n");
    }

    @Test
    void javaHomeShouldBeNamedWhenItIsOfNoUse() throws Exception {
        assertThat(javaHome(folder.resolve("none")).output())
                .isEqualTo("sealmx: JAVA_HOME is " + folder
                        + "/none, which does not exist; unset it, or set it to a JDK 17 or later\n");
        assertThat(javaHome(folder).output())
                .isEqualTo("sealmx: JAVA_HOME is " + folder
                        + ", which has no bin/java; unset it, or set it to a JDK 17 or later\n");
        java("11.0.2");
        assertThat(javaHome(folder).output())
                .isEqualTo("sealmx: JAVA_HOME is " + folder
                        + ", which is not Java 17 or later; unset it, or set it to one that is\n");
        assertThat(javaHome(folder).exitCode()).isEqualTo(1);
    }

    @Test
    void javaShouldBeToldNotToWarnFromVersion24On() throws Exception {
        for (String version : List.of("17.0.1", "21", "23.0.2")) {
            java(version);
            assertThat(javaHome(folder).output()).as(version).isEmpty();
        }
        for (String version : List.of("24", "25.0.1")) {
            java(version);
            assertThat(javaHome(folder).lines())
                    .as(version)
                    .containsExactly("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
        }
    }

    @Test
    void folderForWhatIsBuiltShouldBeMade() throws Exception {
        Bash.Result result = needTarget();

        assertThat(result.output()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(folder.resolve("target")).isDirectory();
    }

    /** Root may write everywhere, but makes no folder where a file is. */
    @Test
    void folderThatCannotBeMadeShouldBeOneLineWithWhatToDo() throws Exception {
        Files.createFile(folder.resolve("target"));

        Bash.Result result = needTarget();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo(
                        "sealmx: cannot write to " + folder + "/target, where SealMX is built; run this as the owner of"
                                + " that folder, or with a copy of your own\n");
    }

    private Bash.Result needTarget() throws Exception {
        return Bash.run(". .ci/needs.sh; need_target \"$1\"", List.of(folder.toString()));
    }
}
