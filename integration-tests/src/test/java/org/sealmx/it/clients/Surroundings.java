package org.sealmx.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.WorkFolder;

/**
 * The environment that a program runs in: its own home, so that it touches nobody's settings and mail, and a key ring.
 *
 * @param home the folder for everything that the program writes
 * @param keys the key ring of those programs that use GnuPG
 */
record Surroundings(WorkFolder home, Gpg keys) {

    /** Runs a program to its end and returns its standard output; fails if the program fails. */
    byte[] run(List<String> words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("env", "HOME=" + home.path(), "GNUPGHOME=" + keys.home()));
        all.addAll(List.of("TERM=xterm", "LC_ALL=C.UTF-8"));
        all.addAll(words);
        return Command.require(new byte[0], all);
    }

    /** A new folder in the home. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }
}
