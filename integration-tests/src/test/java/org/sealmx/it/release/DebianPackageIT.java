package org.sealmx.it.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/**
 * The Debian package and its unit. That it installs, upgrades and goes away was tried in a chroot (docs/RELEASING.md).
 */
class DebianPackageIT {

    private static final Release RELEASE = Release.shared();
    private static final Path TREE = RELEASE.packageTree();
    /** Of 10, where 0 is the least exposed; what Java and a server of TCP need is left. */
    private static final String EXPOSURE_IN_TENTHS = "20";

    @Test
    void everythingShouldBelongToRoot() throws Exception {
        List<String> entries = new String(
                        Command.require(
                                "dpkg-deb",
                                "--contents",
                                RELEASE.debianPackage().toString()),
                        StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(entries).allMatch(entry -> entry.contains(" root/root ")).noneMatch(entry -> entry.substring(0, 10)
                .matches(".*[sStT].*"));
        assertThat(entries.stream().filter(entry -> entry.startsWith("drwx------")))
                .as("folders for its user alone")
                .hasSize(2)
                .allMatch(entry -> entry.endsWith("./var/lib/sealmx/") || entry.endsWith("./var/log/sealmx/"));
    }

    @Test
    void configurationShouldBeKeptByUpgrades() throws Exception {
        Set<String> conffiles = new TreeSet<>(Files.readAllLines(TREE.resolve("DEBIAN/conffiles")));

        assertThat(WorkFolder.filesBelow(TREE.resolve("etc")).map(file -> "/" + TREE.relativize(file)))
                .containsExactlyInAnyOrderElementsOf(conffiles);
        Set<String> shipped = WorkFolder.filesBelow(ServerPaths.conf())
                .map(file -> "/etc/sealmx/" + ServerPaths.conf().relativize(file))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(conffiles).containsAll(shipped).contains("/etc/sealmx/sealmx.options", "/etc/default/sealmx");
        assertThat(Files.readString(TREE.resolve("etc/sealmx/sealmx.options")).lines())
                .as("not configured")
                .allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    @Test
    void sumsShouldBeThoseOfTheFiles() throws Exception {
        assertThat(Command.run("sh", "-c", "cd \"$1\" && md5sum --check --quiet DEBIAN/md5sums", "sh", TREE.toString())
                        .errors())
                .isEmpty();
        assertThat(Files.readAllLines(TREE.resolve("DEBIAN/md5sums")))
                .hasSize(WorkFolder.filesBelow(TREE.resolve("usr"))
                        .filter(file -> !Files.isSymbolicLink(file))
                        .toList()
                        .size());
    }

    @Test
    void controlShouldHaveNoHoles() throws Exception {
        String control = Files.readString(TREE.resolve("DEBIAN/control"));

        assertThat(control)
                .contains("Package: sealmx\n", "Architecture: all\n", "openjdk-17-jre-headless", "adduser")
                .containsPattern("(?m)^Version: [0-9]")
                .containsPattern("(?m)^Installed-Size: [0-9]+$")
                .doesNotContainPattern("@[A-Z]+@");
    }

    @Test
    void maintainerScriptsShouldParseAndStopAtErrors() throws Exception {
        for (String name : List.of("postinst", "prerm", "postrm")) {
            Path script = TREE.resolve("DEBIAN").resolve(name);
            assertThat(Command.run("sh", "-n", script.toString()).errors()).isEmpty();
            String text = Files.readString(script);
            assertThat(text).startsWith("#!/bin/sh\n").contains("\nset -e\n");
            // bash has more than Debian's sh
            assertThat(text).doesNotContain("[[", "function ", "local ", "<<<", "$'");
        }
    }

    @Test
    void mailShouldNeverBeRemoved() throws Exception {
        for (String name : List.of("postinst", "prerm", "postrm")) {
            assertThat(Files.readString(TREE.resolve("DEBIAN").resolve(name)).lines())
                    .noneMatch(line -> line.strip().matches("rm .*-[a-z]*r.*/(var/lib|etc)/sealmx.*"));
        }
        assertThat(Files.readString(TREE.resolve("DEBIAN/postrm")))
                .contains("is kept")
                .doesNotContain("deluser");
    }

    @Test
    void packageShouldNeitherEnableNorStartTheService() throws Exception {
        String postinst = Files.readString(TREE.resolve("DEBIAN/postinst"));

        assertThat(postinst).doesNotContain("deb-systemd-helper", "systemctl enable sealmx\n");
        assertThat(postinst.split("systemctl start", -1))
                .as("only again, after an upgrade has stopped it")
                .hasSize(2);
    }

    @Test
    void unitShouldBeHardened() throws Exception {
        for (Path unit : units()) {
            assertThat(Files.readAllLines(unit))
                    .contains(
                            "User=sealmx",
                            "UMask=0077",
                            "LimitCORE=0",
                            "MemorySwapMax=0",
                            "NoNewPrivileges=yes",
                            "ProtectSystem=strict",
                            "CapabilityBoundingSet=",
                            "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
                            "SystemCallFilter=@system-service",
                            "Restart=on-failure")
                    .anyMatch(line -> line.startsWith("TemporaryFileSystem=/var/lib/sealmx/tmp:"))
                    .anyMatch(line -> line.startsWith("LimitNOFILE="))
                    .anyMatch(line -> line.startsWith("TimeoutStopSec="))
                    .noneMatch(line -> line.contains("@") && !line.contains("=@") && !line.contains("=~@"));
        }
    }

    private static List<Path> units() throws IOException {
        return List.of(
                TREE.resolve("usr/lib/systemd/system/sealmx.service"),
                RELEASE.tarballTree().resolve("systemd/sealmx.service"));
    }

    @Test
    @SuppressWarnings("SystemOut") // tells what was left out
    void systemdShouldFindNoFaultInTheUnit() throws Exception {
        if (Command.run("sh", "-c", "command -v systemd-analyze").exitCode() != 0) {
            System.out.println("The unit was not given to systemd-analyze, which is not installed");
            return;
        }
        Path unit = units().get(0);
        Command.Result verified =
                Command.run("systemd-analyze", "verify", withProgram(unit).toString());
        assertThat(verified.errors().lines().filter(line -> line.contains("sealmx.service")))
                .isEmpty();
        Command.Result security = Command.run(
                "systemd-analyze",
                "security",
                "--offline=yes",
                "--no-pager",
                "--threshold=" + EXPOSURE_IN_TENTHS,
                unit.toString());
        assertThat(security.exitCode()).as(security.text()).isZero();
    }

    /** The unit with the program that was unpacked, since the package is not installed here. */
    private static Path withProgram(Path unit) throws IOException {
        Path copy = Files.createDirectories(RELEASE.folder().resolve("unit")).resolve("sealmx.service");
        return Files.writeString(copy, Files.readString(unit).replace("/usr/share/", TREE.resolve("usr/share") + "/"));
    }
}
