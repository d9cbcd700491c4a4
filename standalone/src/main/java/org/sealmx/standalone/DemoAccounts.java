package org.sealmx.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The accounts that are made at the first start, to try SealMX out with.
 *
 * @param folder the directory file and the keys
 * @param domain of the accounts
 * @param tools  what makes them
 */
record DemoAccounts(Path folder, String domain, DemoTools tools) {

    private static final String DIRECTORY = "directory.json";
    private static final String PASSWORD = "demo";

    /** The demo accounts' directory in a folder. */
    static DirectorySource directoryIn(Path folder) {
        return new DirectorySource.JsonFile(folder.resolve(DIRECTORY));
    }

    /** Makes what is missing. */
    void create(List<String> domains, Console console) throws OperatorException {
        if (!Files.exists(secretKey(alice()))) {
            console.say("Making the demo accounts' keys");
        }
        tools.createAccounts(folder, domains);
    }

    String alice() {
        return "alice@" + domain;
    }

    /** The file with an account's secret key. */
    Path secretKey(String address) {
        return folder.resolve(address + ".secret.asc");
    }

    /** What was sealed for an account. */
    byte[] open(String address, byte[] sealed) throws OperatorException {
        return tools.open(secretKey(address), sealed);
    }

    Logins logins() {
        return new Logins(
                Stream.of("alice", "bob", "carol", "dave", "erin")
                        .map(name -> name + "@" + domain)
                        .toList(),
                PASSWORD);
    }
}
