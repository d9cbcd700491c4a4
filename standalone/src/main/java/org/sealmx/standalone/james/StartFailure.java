package org.sealmx.standalone.james;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.ex.ConversionException;

/** Says in one line why James did not start. */
final class StartFailure {

    /** The exception of SealMX, which is in the extension jar; its message is one line for the operator. */
    private static final String TOLD_BY_SEALMX = "org.sealmx.server.config.StartUpException";

    /** Parts of the names of James' classes by the file that they read, the general ones last. */
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

    private static final Pattern UNKNOWN_CLASS = Pattern.compile("Unable to init (matcher|mailet) ([^ :=]+).*");
    private static final String SMTP = "smtpserver.xml";

    private StartFailure() {}

    /** The same without the names in the extension jars. */
    static String describe(Throwable failure) {
        return describe(failure, name -> Optional.empty());
    }

    /**
     * Sums up a chain of exceptions: the file, if it is known, what James was doing, and the root cause.
     *
     * @param fullNames the full name of a matcher or a mailet in the extension jars, by its simple name
     */
    static String describe(Throwable failure, Function<String, Optional<String>> fullNames) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        for (Throwable t : chain) {
            if (t.getClass().getName().equals(TOLD_BY_SEALMX)) {
                return message(t);
            }
        }
        Optional<String> unknown = unknownClass(chain, fullNames);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        String problem = problem(chain);
        Optional<String> file = file(chain);
        if (file.equals(Optional.of(SMTP))) {
            // whatever is wrong with it, a server that is off has no problem
            return SMTP + ": SMTP must be off. Set <smtpserver enabled=\"false\"/>; Postfix receives the mail.";
        }
        return file.filter(name -> !problem.contains(name))
                .map(name -> name + ": " + problem)
                .orElse(problem);
    }

    private static Optional<String> unknownClass(List<Throwable> chain, Function<String, Optional<String>> fullNames) {
        if (!(chain.get(chain.size() - 1) instanceof ClassNotFoundException)) {
            return Optional.empty();
        }
        return chain.stream()
                .map(t -> UNKNOWN_CLASS.matcher(message(t)))
                .filter(Matcher::matches)
                .findFirst()
                .map(found -> "mailetcontainer.xml: unknown " + found.group(1) + " " + found.group(2) + ". "
                        + fullNames
                                .apply(found.group(2).substring(found.group(2).lastIndexOf('.') + 1))
                                .map(name -> "Did you mean " + name + "?")
                                .orElse("Write the full name of its class, and put its jar into extensions-jars."));
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
