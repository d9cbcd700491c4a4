package org.sealmx.standalone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.ex.ConversionException;

/** Says in one line why James did not start. */
final class StartFailure {

    /** In the extension jar; its message is one line for the operator. */
    private static final String TOLD_BY_SEALMX = "org.sealmx.server.config.StartUpException";

    /** What is in the names of James' classes that read a file; the general ones at the end. */
    private static final List<Map.Entry<String, String>> READERS = List.of(
            Map.entry("MailetProcessor", "mailetcontainer.xml"),
            Map.entry("MailetContainer", "mailetcontainer.xml"),
            Map.entry("IMAP", "imapserver.xml"),
            Map.entry("WebAdmin", "webadmin.properties"),
            Map.entry("LMTP", "lmtpserver.xml"),
            Map.entry("SMTP", "smtpserver.xml"),
            Map.entry("HealthChecks", "healthcheck.properties"),
            Map.entry("DomainList", "domainlist.xml"),
            Map.entry("UsersRepository", "usersrepository.xml"),
            Map.entry("DNSService", "dnsservice.xml"),
            Map.entry("MailRepository", "mailrepositorystore.xml"),
            Map.entry("ExtensionModule", "extensions.properties"),
            Map.entry("GuiceGenericLoader", "extensions.properties"));

    private StartFailure() {}

    /** What a chain of exceptions comes down to: the file, as far as it can be told, what James was doing, and the root cause. */
    static String describe(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        for (Throwable t : chain) {
            if (t.getClass().getName().equals(TOLD_BY_SEALMX)) {
                return message(t);
            }
        }
        String problem = problem(chain);
        return file(chain)
                .filter(file -> !problem.contains(file))
                .map(file -> file + ": " + problem)
                .orElse(problem);
    }

    private static String problem(List<Throwable> chain) {
        String cause = message(chain.get(chain.size() - 1));
        for (Throwable t : chain) {
            if (t instanceof ConversionException) {
                return message(t);
            }
            if (t instanceof ConfigurationException && !message(t).contains(cause)) {
                return message(t) + ": " + cause;
            }
        }
        return cause;
    }

    private static String message(Throwable problem) {
        String message = problem.getMessage();
        if (message == null || message.isBlank()) {
            return problem.getClass().getSimpleName();
        }
        boolean onlyAName = problem instanceof ReflectiveOperationException || problem instanceof LinkageError;
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        return onlyAName ? problem.getClass().getSimpleName() + ": " + line : line;
    }

    private static Optional<String> file(List<Throwable> chain) {
        List<String> classes = chain.stream()
                .flatMap(t -> Arrays.stream(t.getStackTrace()))
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("org.apache.james."))
                .toList();
        return READERS.stream()
                .filter(reader -> classes.stream().anyMatch(name -> name.contains(reader.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
