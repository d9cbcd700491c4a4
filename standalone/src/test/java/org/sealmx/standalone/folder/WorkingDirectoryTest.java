package org.sealmx.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.OperatorException;

class WorkingDirectoryTest {

    @TempDir
    Path temp;

    Path root;
    Path jar;

    @BeforeEach
    void makeJar() throws Exception {
        root = temp.resolve("a/b");
        jar = Files.writeString(temp.resolve("sealmx-james.jar"), "jar");
    }

    @Test
    void prepareShouldMakeTheFolderForItsOwnerOnly() throws Exception {
        try (WorkingDirectory directory = WorkingDirectory.prepare(root, List.of(jar))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                    .isEqualTo("rwx------");
            assertThat(directory.log().getParent()).isDirectory();
            assertThat(directory.temporary()).isEmptyDirectory();
        }
    }

    @Test
    void prepareShouldReplaceTheExtensionJars() throws Exception {
        Path old = Files.createDirectories(root.resolve("extensions-jars")).resolve("sealmx-james-old.jar");
        Files.writeString(old, "old");

        try (WorkingDirectory directory = WorkingDirectory.prepare(root, List.of(jar))) {
            assertThat(directory.extensionJars()).isDirectoryNotContaining(old::equals);
            assertThat(directory.extensionJars().resolve("sealmx-james.jar")).hasContent("jar");
        }
    }

    @Test
    void prepareShouldForgetNothingButTemporaryFiles() throws Exception {
        Path journal = Files.createDirectories(root.resolve("var/sealmx")).resolve("deliveries.journal");
        Path leftOver = Files.createDirectories(root.resolve("tmp")).resolve("mimemessage.m64");
        Path key = Files.writeString(journal.resolveSibling("delivery-id.key"), "key");
        Path other = Files.writeString(
                Files.createDirectories(root.resolve("var/other")).resolve("state"), "kept");
        Files.writeString(journal, "B 1");
        Files.writeString(leftOver, "clear text");

        try (WorkingDirectory directory = WorkingDirectory.prepare(root, List.of(jar))) {
            assertThat(journal).hasContent("B 1");
            assertThat(key).hasContent("key");
            assertThat(other).hasContent("kept");
            assertThat(leftOver).doesNotExist();
            assertThat(directory.demo()).hasParentRaw(root);
        }
    }

    /** It may be a file system of its own, which cannot be deleted. */
    @Test
    void prepareShouldEmptyTheTemporaryFolderAndKeepIt() throws Exception {
        Path elsewhere = temp.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve("below"));
        Files.writeString(elsewhere.resolve("below/left-over"), "ciphertext");
        Files.createDirectories(root);
        Path link = Files.createSymbolicLink(root.resolve("tmp"), elsewhere);

        try (WorkingDirectory directory = WorkingDirectory.prepare(root, List.of(jar))) {
            assertThat(link).isSymbolicLink();
            assertThat(directory.temporary()).isEmptyDirectory();
            assertThat(elsewhere).isEmptyDirectory();
        }
    }

    @Test
    void prepareShouldKeepTheDemoAccounts() throws Exception {
        Path key = Files.createDirectories(root.resolve("demo")).resolve("alice@example.org.secret.asc");
        Files.writeString(key, "key");

        try (WorkingDirectory directory = WorkingDirectory.prepare(root, List.of(jar))) {
            assertThat(directory.demo().resolve("alice@example.org.secret.asc")).hasContent("key");
        }
    }

    @Test
    void prepareShouldKeepASecondInstanceOut() throws Exception {
        try (WorkingDirectory first = WorkingDirectory.prepare(root, List.of(jar))) {
            assertThat(first.demo()).hasParentRaw(root);
            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(() -> WorkingDirectory.prepare(root, List.of(jar)))
                    .withMessage("another instance runs in %s; stop it, or name another folder with --data", root);
        }
    }

    @Test
    void requireUnusedShouldFailWhileAnInstanceRunsAndWriteNothing() throws Exception {
        WorkingDirectory.requireUnused(root);
        assertThat(root).doesNotExist();
        try (WorkingDirectory first = WorkingDirectory.prepare(root, List.of(jar))) {
            assertThat(first.demo()).hasParentRaw(root);
            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(() -> WorkingDirectory.requireUnused(root))
                    .withMessage("another instance runs in %s; stop it, or name another folder with --data", root);
        }
        WorkingDirectory.requireUnused(root);
    }

    @Test
    void prepareShouldLetTheNextInstanceIn() throws Exception {
        WorkingDirectory.prepare(root, List.of(jar)).close();

        try (WorkingDirectory next = WorkingDirectory.prepare(root, List.of(jar))) {
            assertThat(next.demo()).hasParentRaw(root);
        }
    }

    @Test
    void cannotWriteShouldNameTheFileThatWasWrittenWhenACopyFails() {
        assertThat(WorkingDirectory.cannotWrite(
                        root,
                        new FileSystemException("/dist/a.jar", "/data/a.jar", "No space left on device"),
                        "ursula"))
                .hasMessage(
                        "--data: cannot write to /data/a.jar: No space left on device; fix that, or name another folder");
    }

    @Test
    void cannotWriteShouldSayWhyWhenTheSystemDoes() {
        assertThat(WorkingDirectory.cannotWrite(
                        root, new FileSystemException("/data/var", null, "Read-only file system"), "ursula"))
                .hasMessage(
                        "--data: cannot write to /data/var: Read-only file system; fix that, or name another folder");
    }

    /** One start as root is enough to get there. */
    @Test
    void cannotWriteShouldNameTheOwnerWhenItIsSomebodyElse() throws Exception {
        Path file = Files.createDirectories(root.resolve("tmp"));
        String owner = Files.getOwner(file).getName();

        assertThat(WorkingDirectory.cannotWrite(root, new AccessDeniedException(file.toString()), "not-" + owner))
                .hasMessage(
                        "--data: cannot write to %s, which belongs to %s; give the folder to the user who runs the program"
                                + " (chown -R not-%s %s), or name another",
                        file, owner, owner, root);
        assertThat(WorkingDirectory.cannotWrite(root, new AccessDeniedException(file.toString()), owner))
                .hasMessage("--data: cannot write to %s; name a folder that you may write to", file);
        assertThat(WorkingDirectory.cannotWrite(root, new AccessDeniedException("/usr"), "not-" + owner))
                .hasMessage("--data: cannot write to /usr; name a folder that you may write to");
    }

    @Test
    void prepareShouldNameAPathThatIsNotAFolder() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> WorkingDirectory.prepare(file, List.of(jar)))
                .withMessage("--data: cannot write to %s; name a folder that you may write to", file);
    }
}
