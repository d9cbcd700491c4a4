package org.sealmx.standalone.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sealmx.cli.Console;
import org.sealmx.standalone.database.MailDatabase;
import org.sealmx.standalone.demo.DemoAccounts;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.james.Directory;
import org.sealmx.standalone.james.Logins;
import org.sealmx.standalone.james.Ports;
import org.sealmx.standalone.james.Settings;

/** Tells the operator what runs where, which accounts there are, and how to send mail. */
final class Welcome {

    private final Console console;

    Welcome(Console console) {
        this.console = console;
    }

    void show(Instance instance) {
        Settings settings = instance.settings();
        Ports ports = settings.ports();
        console.say("");
        console.say("  LMTP       127.0.0.1:" + ports.lmtp());
        console.say("  IMAP       127.0.0.1:" + ports.imap());
        console.say("  webadmin   http://127.0.0.1:" + ports.webadmin() + "/ "
                + (instance.tokens() ? "(asks for a token: jwt.enabled)" : "(no password: keep it on this machine)"));
        settings.page().number().ifPresent(port -> console.say("  page       http://127.0.0.1:" + port + "/"));
        settings.lookups().tables().forEach(table -> console.say("  look-ups   " + table));
        console.say("  domains    " + String.join(", ", settings.domains()));
        console.say("  directory  " + settings.directory());
        console.say("  mailboxes  " + mailboxes(instance));
        console.say("  log        " + settings.log());
        instance.demo().ifPresent(demo -> showAccounts(demo, instance.logins()));
        if (settings.directory() instanceof Directory.CouchDb couchDb) {
            console.say("");
            console.say("Look it over:  " + check(instance, couchDb));
        }
        String recipient = instance.demo().map(DemoAccounts::alice).orElse("RECIPIENT");
        String port = ports.lmtp() == Ports.USUAL.lmtp() ? "" : " --lmtp-port " + ports.lmtp();
        console.say("");
        console.say("Send mail:     " + Installation.program() + " send " + recipient + port);
        console.say("From Postfix:  relay_transport = lmtp:inet:127.0.0.1:" + ports.lmtp());
        console.say("               lmtp_line_length_limit = 0   (and more: see docs/OPERATING.md)");
        console.say("End:           Ctrl-C");
        console.say("");
        instance.problem()
                .ifPresent(problem -> console.say("PROBLEM with the directory, for which mail may wait: " + problem));
        console.say("SealMX is ready (" + console.elapsed() + ")");
    }

    /** The command that reads the same directory. */
    private static String check(Instance instance, Directory.CouchDb couchDb) {
        List<String> words =
                new ArrayList<>(List.of(Installation.program(), "check", "--directory=" + couchDb.property()));
        words.addAll(instance.shared());
        boolean environment =
                instance.settings().couchDbCredentials().filter("env"::equals).isPresent();
        return words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "))
                + (environment ? "   (with COUCHDB_USER and COUCHDB_PASSWORD, as here)" : "");
    }

    private static String mailboxes(Instance instance) {
        return instance.nextHop()
                .map(place -> "at " + place + " (LMTP)")
                .or(instance::elsewhere)
                .map(where -> where + "; those that IMAP shows here stay empty")
                .or(() -> instance.database().map(MailDatabase::toString))
                .orElse("in memory: lost when the program ends");
    }

    private void showAccounts(DemoAccounts demo, Logins logins) {
        console.say("  keys       " + demo.folder());
        console.say("");
        console.say("Demo accounts, IMAP password " + logins.password() + ":");
        demo.descriptions().forEach(line -> console.say("  " + line));
    }
}
