package org.sealmx.standalone.commands;

import java.util.List;
import java.util.Optional;
import org.sealmx.standalone.database.MailDatabase;
import org.sealmx.standalone.demo.DemoAccounts;
import org.sealmx.standalone.james.Logins;
import org.sealmx.standalone.james.Settings;

/**
 * James and SealMX, running.
 *
 * @param settings their settings
 * @param logins who can log in with IMAP
 * @param tokens whether webadmin asks for a token
 * @param nextHop where the server listens that mail is handed to; empty if mail is kept here
 * @param elsewhere where else the operator's configuration takes mail, for the operator; usually empty
 * @param database where mail is kept; in memory if empty
 * @param demo the demo accounts, unless the operator named a directory
 * @param problem what is wrong with the directory; usually empty
 * @param shared the options that it was started with, and that commands on its directory need as well
 */
record Instance(
        Settings settings,
        Logins logins,
        boolean tokens,
        Optional<String> nextHop,
        Optional<String> elsewhere,
        Optional<MailDatabase> database,
        Optional<DemoAccounts> demo,
        Optional<String> problem,
        List<String> shared) {

    /** Copies the options. */
    Instance {
        shared = List.copyOf(shared);
    }
}
