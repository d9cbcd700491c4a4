package org.sealmx.tools.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.openpgp.PGPException;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens the sealed message on standard input, as {@link DemoOpen} describes. */
@Command(
        name = "open",
        description = "Open the sealed message on standard input with a secret key, and print what was sealed.")
public final class OpenCommand extends StandardCommand {

    private final InputStream in;
    private final PrintStream out;

    @Parameters(index = "0", paramLabel = "SECRET-KEY-FILE", description = "An armored OpenPGP key without passphrase.")
    private Path secretKey = Path.of("");

    /**
     * @param in the sealed message
     * @param out gets what was sealed
     */
    public OpenCommand(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, PGPException, OperatorException {
        if (!Files.isRegularFile(secretKey) || !Files.isReadable(secretKey)) {
            throw new OperatorException(
                    "cannot read " + secretKey + "; name a file with an armored OpenPGP secret key");
        }
        try (InputStream key = Files.newInputStream(secretKey)) {
            DemoOpen.open(key, in, out);
        }
        out.flush();
        return 0;
    }
}
