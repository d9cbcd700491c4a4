package org.sealmx.it.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/** The tarball of a release, its list of components, and that a second one is the same. */
class ReleaseIT {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
    /** What documents for developers mention of the sources, which a release does not have. */
    private static final Pattern SOURCES =
            Pattern.compile(".*/(?:run|test|bench|faults|release)\\.sh|.*/src/.*|.*/pom\\.xml");

    private static final Release RELEASE = Release.shared();

    @Test
    void secondReleaseShouldBeTheSameOctets() throws Exception {
        try (WorkFolder folder = new WorkFolder("second")) {
            Release.assemble(
                    folder.path(),
                    List.of(
                            "env",
                            "TZ=Asia/Kathmandu",
                            "LC_ALL=C.UTF-8",
                            "bash",
                            "-c",
                            "umask 077; exec \"$@\"",
                            "bash"));

            assertThat(folder.resolve("SHA256SUMS"))
                    .hasSameTextualContentAs(RELEASE.output().resolve("SHA256SUMS"));
        }
        assertThat(Command.run(
                                "sh",
                                "-c",
                                "cd \"$1\" && sha256sum --check --quiet SHA256SUMS",
                                "sh",
                                RELEASE.output().toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void tarballShouldHaveWhatIsPromisedAndNothingElse() throws Exception {
        Path tree = RELEASE.tarballTree();
        String version = String.valueOf(tree.getFileName()).replaceFirst("^sealmx-", "");

        assertThat(tree)
                .isDirectoryNotContaining("glob:**.class")
                .isDirectoryContaining("glob:**/sealmx-" + version + "-james-3.8.jar")
                .isDirectoryContaining("glob:**/sealmx-" + version + "-james-3.9.jar")
                .isDirectoryContaining("glob:**/sealmx-tools-" + version + ".jar");
        for (String file : List.of(
                "bin/sealmx",
                "conf/sealmx.options",
                "conf/sealmx.properties",
                "systemd/sealmx.service",
                "james-conf/memory/sealmx.properties",
                "james-conf/jpa/sealmx.properties",
                "james-conf/distributed/sealmx.properties",
                "james-conf/couchdb/Identity.json",
                "james-conf/postfix/main.cf",
                "james-conf/dovecot/dovecot.conf",
                "james-conf/monitoring/prometheus-rules.yml",
                "james-conf/docker/compose.yaml",
                "james-conf/docker/setup.sh",
                "james-conf/docker/sealmx/Dockerfile",
                "docs/OPERATING.md",
                "LICENSE",
                "NOTICE",
                "licenses/README.md",
                "licenses/Apache-2.0.txt",
                "sbom/sealmx-" + version + ".cdx.json",
                "CHANGELOG.md",
                "SHA256SUMS")) {
            assertThat(tree.resolve(file)).isRegularFile();
        }
        assertThat(Command.run("sh", "-c", "cd \"$1\" && sha256sum --check --quiet SHA256SUMS", "sh", tree.toString())
                        .errors())
                .isEmpty();
        assertThat(Files.readAllLines(tree.resolve("SHA256SUMS")))
                .hasSize(WorkFolder.filesBelow(tree)
                                .filter(file -> !Files.isSymbolicLink(file))
                                .toList()
                                .size()
                        - 1);
    }

    @Test
    void nobodyElseShouldWriteToWhatWasUnpacked() throws Exception {
        for (Path tree : List.of(RELEASE.tarballTree(), RELEASE.packageTree())) {
            for (Path file : WorkFolder.filesBelow(tree).toList()) {
                if (!Files.isSymbolicLink(file)) {
                    boolean script = Files.isExecutable(file)
                            && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_EXECUTE);
                    assertThat(Files.getPosixFilePermissions(file))
                            .as(file.toString())
                            .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)
                            .contains(PosixFilePermission.OTHERS_READ);
                    boolean expected =
                            file.endsWith("bin/sealmx") || file.toString().contains("/DEBIAN/");
                    assertThat(script && !expected)
                            .as("%s can be executed", file)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void releaseShouldSayWhatItDoesNotUnderstand() throws Exception {
        String script = ServerPaths.root().resolve("release.sh").toString();

        assertThat(Command.run(script, "--help").text()).contains("--output DIR", "--no-build", "--verify");
        assertThat(Command.run(script, "--outptu", "x").errors())
                .isEqualTo("sealmx: unknown option '--outptu'; ./release.sh --help lists them\n");
        assertThat(Command.run(script, "--no-build", "--output").errors())
                .isEqualTo("sealmx: --output needs a folder\n");
    }

    @Test
    void scriptsShouldParse() throws Exception {
        List<Path> scripts = new ArrayList<>(List.of(RELEASE.tarballTree().resolve("bin/sealmx")));
        scripts.addAll(
                WorkFolder.filesBelow(RELEASE.tarballTree().resolve("libexec")).toList());
        for (String name : List.of("release.sh", "packaging/release/assemble.sh", "packaging/release/keep-folder.sh")) {
            scripts.add(ServerPaths.root().resolve(name));
        }
        for (Path script : scripts) {
            assertThat(Command.run("bash", "-n", script.toString()).errors())
                    .as(script.toString())
                    .isEmpty();
        }
    }

    /** A list that names what is not shipped, or not all that is, is worse than none. */
    @Test
    void listOfComponentsShouldBeThatOfTheJars() throws Exception {
        Path lib = RELEASE.tarballTree().resolve("lib");
        JsonNode bom = new ObjectMapper()
                .readTree(Release.file(RELEASE.output(), ".cdx.json").toFile());
        Set<String> listed = new HashSet<>();
        bom.get("components").forEach(component -> component
                .path("hashes")
                .forEach(hash -> listed.add(hash.path("content").asText())));
        Set<String> names = new TreeSet<>();
        for (Path jar : Classes.jars(lib)) {
            names.add(String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", ""));
            if (!String.valueOf(jar.getFileName()).startsWith("sealmx-")) {
                assertThat(listed)
                        .as(jar.toString())
                        .contains(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar))));
            }
        }
        Set<String> beside = new TreeSet<>();
        for (JsonNode component : bom.get("components")) {
            String name = component.get("name").asText() + "-"
                    + component.get("version").asText();
            if (names.stream().noneMatch(jar -> jar.equals(name) || jar.startsWith(name + "-"))) {
                beside.add(component.get("group").asText() + ":"
                        + component.get("name").asText());
            }
        }
        assertThat(beside)
                .as("in the two jars for James")
                .allMatch(
                        name -> name.matches(
                                "org\\.sealmx:.*|org\\.bouncycastle:.*|com\\.fasterxml\\.jackson\\.core:.*"
                                        + "|org\\.apache\\.httpcomponents\\..*|com\\.github\\.ben-manes\\.caffeine:.*|org\\.slf4j:slf4j-api"));
        assertThat(bom.path("metadata").path("component").path("name").asText()).isEqualTo("sealmx");
        assertThat(Files.readAllLines(RELEASE.tarballTree().resolve("licenses/README.md")).stream()
                        .filter(line -> line.startsWith("| `")))
                .hasSize(bom.get("components").size());
    }

    @Test
    void linksOfShippedDocumentsShouldLeadToShippedFiles() throws Exception {
        for (Path tree : List.of(RELEASE.tarballTree(), RELEASE.packageTree().resolve("usr/share/doc/sealmx"))) {
            List<String> broken = new ArrayList<>();
            for (Path document : WorkFolder.filesBelow(tree).toList()) {
                if (document.toString().endsWith(".md") && !document.toString().contains("/licenses/")) {
                    broken.addAll(brokenLinks(document));
                }
            }
            assertThat(broken).isEmpty();
        }
    }

    private static List<String> brokenLinks(Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher link = LINK.matcher(Files.readString(document).replaceAll("(?s)```.*?```", ""));
        while (link.find()) {
            Path target = document.resolveSibling(link.group(1)).normalize();
            if (!Files.exists(target) && !SOURCES.matcher(target.toString()).matches()) {
                broken.add(document + ": " + link.group(1));
            }
        }
        return broken;
    }
}
