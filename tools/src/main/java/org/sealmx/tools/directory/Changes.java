package org.sealmx.tools.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sealmx.cli.DirectoryOptions;
import org.sealmx.cli.OperatorException;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.Actor;
import org.sealmx.directory.edit.Admission;
import org.sealmx.directory.edit.CertificateAdmission;
import org.sealmx.directory.edit.DirectoryChange;
import org.sealmx.directory.edit.EditRefusedException;
import org.sealmx.directory.edit.Objection;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/**
 * Changes the directory, and prints what was done.
 *
 * @param directory is changed
 * @param in standard input
 * @param out gets what was done
 */
record Changes(OpenDirectory directory, InputStream in, PrintStream out) {

    private static final Actor SELF = new Actor("command", System.getProperty("user.name", "unknown"));

    void add(DirectoryOptions.Add options)
            throws OperatorException, EditRefusedException, DirectoryUnavailableException {
        AddressKey key = key(options.address());
        Optional<byte[]> octets = options.certificate().isPresent()
                ? Optional.of(octets(options.certificate().get()))
                : Optional.empty();
        boolean there = !directory.editor().find(key).isEmpty();
        if (there && octets.isPresent()) {
            replace(key, octets.get(), options);
            return;
        }
        EmailAddress address = key.address()
                .orElseThrow(() -> new OperatorException("a catch-all has no mailbox of its own; have its mail go to an"
                        + " address: alias " + key.written() + " DESTINATION"));
        directory.identities().requireOurs(key);
        Optional<Admission.Taken> taken = octets.isPresent()
                ? Optional.of(taken(directory.certificates().judgeNew(address, octets.get(), options.force())))
                : Optional.empty();
        AccountId account = account(options.account().orElseGet(Changes::random));
        DirectoryChange change = directory.identities().add(address, account, taken, SELF);
        out.println(address + ": added, account " + account + ", document " + change.document());
        taken.ifPresentOrElse(
                this::tell,
                () -> out.println("  no certificate yet: mail waits until there is one (add " + address + " FILE)"));
    }

    private void replace(AddressKey address, byte[] octets, DirectoryOptions.Add options)
            throws OperatorException, DirectoryUnavailableException {
        if (options.account().isPresent()) {
            throw new OperatorException("--account is only for a new account; the address is there already");
        }
        Admission.Taken taken = taken(directory.certificates().put(address, octets, options.force(), SELF));
        out.println(address.written() + ": the certificate is in the directory");
        tell(taken);
    }

    private static Admission.Taken taken(Admission admission) throws OperatorException {
        if (admission instanceof Admission.Refused refused) {
            throw new OperatorException("the certificate is not taken: "
                    + refused.objections().stream().map(Objection::words).collect(Collectors.joining("; "))
                    + (refused.forceWouldHelp() ? " (--force takes it all the same)" : ""));
        }
        return (Admission.Taken) admission;
    }

    private void tell(Admission.Taken taken) {
        taken.certificates().forEach(certificate -> out.println("  now: " + CertificateLine.of(certificate)));
        taken.replaces().forEach(certificate -> out.println("  before: " + CertificateLine.of(certificate)));
        taken.overruled().forEach(objection -> out.println("  overruled: " + objection.words()));
        ProtectionNote.of(taken.certificates()).ifPresent(note -> out.println("  note: " + note));
    }

    void alias(DirectoryOptions.Alias options)
            throws OperatorException, EditRefusedException, DirectoryUnavailableException {
        AddressKey address = key(options.address());
        EmailAddress destination = address("DESTINATION", options.destination());
        Optional<AccountId> account = options.account().isPresent()
                ? Optional.of(account(options.account().get()))
                : Optional.empty();
        DirectoryChange change = directory.identities().alias(address, destination, account, options.force(), SELF);
        out.println(address.written() + ": leads to " + destination + ", document " + change.document());
    }

    void setEnabled(String text, boolean enabled)
            throws OperatorException, EditRefusedException, DirectoryUnavailableException {
        AddressKey address = key(text);
        tell(address, enabled ? "enabled" : "disabled", directory.identities().setEnabled(address, enabled, SELF));
    }

    void remove(DirectoryOptions.Remove options)
            throws OperatorException, EditRefusedException, DirectoryUnavailableException {
        AddressKey address = key(options.address());
        Optional<EmailAddress> destination = options.destination().isPresent()
                ? Optional.of(address("--destination", options.destination().get()))
                : Optional.empty();
        tell(address, "removed", directory.identities().remove(address, destination, SELF));
    }

    private void tell(AddressKey address, String done, List<DirectoryChange> changes) {
        for (DirectoryChange change : changes) {
            String had = change.before().isEmpty()
                    ? "without a certificate"
                    : "which had certificate " + String.join(", ", change.before());
            out.println(address.written() + ": " + done + ", document " + change.document() + ", " + had);
        }
    }

    private byte[] octets(String file) throws OperatorException {
        boolean standard = file.equals(DirectoryOptions.STANDARD_INPUT);
        try (InputStream stream = standard ? in : Files.newInputStream(Path.of(file))) {
            return stream.readNBytes(CertificateAdmission.MAX_OCTETS + 1);
        } catch (NoSuchFileException e) {
            throw new OperatorException("the certificate cannot be read from " + file + ": there is no such file", e);
        } catch (IOException e) {
            throw new OperatorException(
                    "the certificate cannot be read from " + (standard ? "standard input" : file) + ": " + e, e);
        }
    }

    private static AddressKey key(String text) throws OperatorException {
        try {
            return AddressKey.parse(text);
        } catch (AddressSyntaxException e) {
            throw new OperatorException(
                    "ADDRESS is not a mail address, nor @ and a domain for a catch-all: " + e.getMessage(), e);
        }
    }

    private static EmailAddress address(String where, String text) throws OperatorException {
        try {
            return EmailAddress.parse(text);
        } catch (AddressSyntaxException e) {
            throw new OperatorException(where + " is not a mail address: " + e.getMessage(), e);
        }
    }

    private static AccountId account(String text) throws OperatorException {
        if (text.isBlank() || !text.equals(text.strip())) {
            throw new OperatorException("--account must be the user_id of an account, without spaces around it");
        }
        return new AccountId(text);
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
