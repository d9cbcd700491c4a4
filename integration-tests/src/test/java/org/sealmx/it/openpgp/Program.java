package org.sealmx.it.openpgp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPApi;
import org.bouncycastle.openpgp.api.OpenPGPMessageInputStream;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.TestKey;

/** A program with which recipients open messages. */
enum Program {
    /** GnuPG. */
    GPG("gpg") {
        @Override
        void open(TestKey key, List<Path> messages) throws IOException, InterruptedException {
            try (Gpg gpg = new Gpg()) {
                gpg.add(key);
                gpg.decryptFiles(messages);
            }
        }
    },
    /** Sequoia. */
    SQ("sq") {
        @Override
        void open(TestKey key, List<Path> messages) throws IOException, InterruptedException {
            for (Path message : messages) {
                String secret = key.secretFile().toString();
                Command.require("sq", "decrypt", "--recipient-key", secret, "--output", opened(message), path(message));
            }
        }
    },
    /** Thunderbird's library. */
    RNP("rnp") {
        @Override
        void open(TestKey key, List<Path> messages) throws IOException, InterruptedException {
            for (Path message : messages) {
                List<String> words = new ArrayList<>(List.of("rnp", "--notty", "--password", ""));
                words.addAll(List.of("--keyfile", key.secretFile().toString()));
                words.addAll(List.of("--output", opened(message), "--decrypt", path(message)));
                Command.require(new byte[0], words);
            }
        }
    },
    /**
     * The library of Proton and Mailvelope, in Node.js; its Brainpool signatures need the package eckey-utils there.
     */
    OPENPGP_JS("openpgp.js") {
        @Override
        void open(TestKey key, List<Path> messages) throws IOException, InterruptedException {
            Path script = ServerPaths.openPgpJs().resolve("open.mjs");
            List<String> words = new ArrayList<>(
                    List.of("node", script.toString(), key.secretFile().toString()));
            messages.forEach(message -> words.add(path(message)));
            Command.require(new byte[0], words);
        }
    },
    /** Bouncy Castle, with its own reader of messages. */
    LIBRARY("library") {
        @Override
        void open(TestKey key, List<Path> messages) throws IOException {
            OpenPGPApi api = new BcOpenPGPApi();
            var secret = api.readKeyOrCertificate().parseKey(Files.readString(key.secretFile()));
            for (Path message : messages) {
                try (InputStream armored = new BufferedInputStream(Files.newInputStream(message));
                        OpenPGPMessageInputStream clear = api.decryptAndOrVerifyMessage()
                                .addDecryptionKey(secret)
                                .process(armored);
                        OutputStream out = Files.newOutputStream(Path.of(opened(message)))) {
                    clear.transferTo(out);
                } catch (PGPException e) {
                    throw new IOException(e);
                }
            }
        }
    };

    private final String label;

    Program(String label) {
        this.label = label;
    }

    /**
     * Opens messages, each from a file {@code NAME.asc} to {@code NAME}.
     *
     * @throws IOException when one cannot be opened
     */
    abstract void open(TestKey key, List<Path> messages) throws IOException, InterruptedException;

    @Override
    public String toString() {
        return label;
    }

    private static String path(Path message) {
        return message.toString();
    }

    private static String opened(Path message) {
        return message.toString().replaceFirst("\\.asc$", "");
    }
}
