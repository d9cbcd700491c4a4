package org.sealmx.it.survival;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sealmx.it.harness.Command;

/**
 * A file system in memory that can be filled. It is mounted only in the mount namespace that {@code faults.sh} makes
 * for the suite, so nobody else sees it.
 */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 4096;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Whether this process is in a mount namespace of its own. */
    static boolean isPossible() {
        return "yes".equals(System.getenv("SEALMX_OWN_MOUNTS"));
    }

    /**
     * Mounts it over a folder, whose files are copied into it.
     *
     * @param owner the user and group of the folder
     */
    static SmallDisk over(Path folder, int mebibytes, String owner) throws IOException, InterruptedException {
        Path kept = Files.createTempDirectory("sealmx-kept-");
        Command.require("cp", "-a", folder + "/.", kept.toString());
        Command.require(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + mebibytes + "m,mode=0755,uid=" + id("-u", owner) + ",gid=" + id("-g", owner),
                "none",
                folder.toString());
        Command.require("cp", "-a", kept + "/.", folder.toString());
        Command.require("rm", "-r", kept.toString());
        return new SmallDisk(folder);
    }

    private static String id(String which, String owner) throws IOException, InterruptedException {
        return Command.run("id", which, owner).text().trim();
    }

    /** Fills it to the last block. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[BLOCK]);
            }
        } catch (IOException e) {
            if (Files.getFileStore(folder).getUsableSpace() >= BLOCK) {
                throw e;
            }
        }
    }

    /** Gives the space back. */
    void free() throws IOException {
        Files.delete(ballast);
    }

    @Override
    public void close() throws IOException {
        try {
            Command.require("umount", "--lazy", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
