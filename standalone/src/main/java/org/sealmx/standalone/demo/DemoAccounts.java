package org.sealmx.standalone.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.folder.Tools;
import org.sealmx.standalone.james.Directory;
import org.sealmx.standalone.james.DirectoryFile;
import org.sealmx.standalone.james.Logins;

/**
 * The accounts for trying out SealMX, which the tools make at the first start.
 *
 * @param folder the folder with the directory file and the keys
 * @param domain the domain of the accounts
 * @param descriptions a line for each account
 * @param tools the tools that make the accounts and open their mail
 */
public record DemoAccounts(Path folder, String domain, List<String> descriptions, Tools tools) {

    private static final String DIRECTORY = "directory.json";
    private static final String PASSWORD = "demo";

    /** Takes a copy. */
    public DemoAccounts {
        descriptions = List.copyOf(descriptions);
    }

    /** The demo accounts' directory in a folder. */
    public static Directory.JsonFile directoryIn(Path folder) {
        return new Directory.JsonFile(folder.resolve(DIRECTORY));
    }

    /**
     * Makes what is missing.
     *
     * @param domains at least one; the accounts are in the first
     */
    public static DemoAccounts create(Path folder, List<String> domains, Tools tools, Console console)
            throws OperatorException {
        if (!Files.exists(directoryIn(folder).file())) {
            console.say("Making the demo accounts' keys");
        }
        List<String> words = new ArrayList<>(List.of("accounts", folder.toString()));
        words.addAll(domains);
        byte[] lines = run(tools, words, InputStream.nullInputStream());
        return new DemoAccounts(
                folder,
                domains.get(0),
                new String(lines, StandardCharsets.UTF_8).lines().toList(),
                tools);
    }

    /** The account whose mail the demo shows. */
    public String alice() {
        return "alice@" + domain;
    }

    /** The file with an account's secret key. */
    public Path secretKey(String address) {
        return folder.resolve(address + ".secret.asc");
    }

    /** Opens a message that was sealed for an account. */
    public byte[] open(String address, byte[] sealed) throws OperatorException {
        return run(tools, List.of("open", secretKey(address).toString()), new ByteArrayInputStream(sealed));
    }

    /**
     * The logins of all accounts. Those that James has kept stay as they are, with passwords that somebody has set
     * since.
     */
    public Logins logins() throws OperatorException {
        return new Logins(DirectoryFile.mainAddresses(directoryIn(folder).file()), PASSWORD, false);
    }

    private static byte[] run(Tools tools, List<String> words, InputStream in) throws OperatorException {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        int status = tools.run(
                words,
                in,
                new PrintStream(made, true, StandardCharsets.UTF_8),
                new PrintStream(problems, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new OperatorException("the demo's tool '" + words.get(0) + "' failed: "
                    + problems.toString(StandardCharsets.UTF_8).replaceFirst("^sealmx: ", ""));
        }
        return made.toByteArray();
    }
}
