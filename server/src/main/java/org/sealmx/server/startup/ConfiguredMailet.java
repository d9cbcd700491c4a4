package org.sealmx.server.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.mailetcontainer.impl.MailetConfigImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetConfig;
import org.sealmx.mailets.ResolveAliases;
import org.sealmx.options.OptionWords;
import org.sealmx.server.config.StartUpException;

/**
 * One {@code <mailet>} of the configuration.
 *
 * @param className the name of the loaded class; for a class that cannot be loaded, the name as written
 * @param type the loaded class
 * @param match the attribute {@code match}; empty when it is missing
 * @param config the parameters, as the mailet reads them
 * @param targets the processors to which it can pass a mail
 * @param mistake the error about a parameter that James would not read as written, because it is repeated or an
 *     attribute
 */
record ConfiguredMailet(
        String className,
        Optional<Class<?>> type,
        Optional<String> match,
        MailetConfig config,
        List<String> targets,
        Optional<String> mistake) {

    private static final Set<String> ATTRIBUTES = Set.of("class", "match", "notmatch");
    private static final String TO_PROCESSOR = MailetClasses.JAMES_PACKAGE + "ToProcessor";

    static ConfiguredMailet from(HierarchicalConfiguration<ImmutableNode> config, MailetClasses classes) {
        String name = config.getString("[@class]", "");
        Optional<Class<?>> type = classes.find(name);
        String qualified =
                type.map(Class::getName).orElse(name.contains(".") ? name : MailetClasses.JAMES_PACKAGE + name);
        List<String> targets = new ArrayList<>();
        boolean resolves = type.filter(ResolveAliases.class::equals).isPresent();
        if (qualified.equals(TO_PROCESSOR) || resolves) {
            targets.add(config.getString("processor", resolves ? ResolveAliases.DEFAULT_PROCESSOR : "")
                    .trim());
        }
        addTarget(config.getString("onMailetException", "ignore"), Set.of("ignore", "propagate"), targets);
        addTarget(config.getString("onMatchException", "nomatch"), Set.of("nomatch", "matchall", "propagate"), targets);
        targets.remove(Mail.GHOST);
        return new ConfiguredMailet(
                qualified,
                type,
                Optional.ofNullable(config.getString("[@match]", null)),
                parameters(name, config),
                targets,
                mistake(qualified, config));
    }

    private static MailetConfig parameters(String name, HierarchicalConfiguration<ImmutableNode> config) {
        MailetConfigImpl parameters = new MailetConfigImpl();
        parameters.setMailetName(name);
        parameters.setConfiguration(config);
        return parameters;
    }

    /**
     * Adds the target of mail after an exception. The value is a word for something that James does itself, or a
     * processor, which is looked up in lower case.
     */
    private static void addTarget(String value, Set<String> words, List<String> targets) {
        String lowerCase = value.trim().toLowerCase(Locale.US);
        if (!words.contains(lowerCase)) {
            targets.add(lowerCase);
        }
    }

    private static Optional<String> mistake(String name, HierarchicalConfiguration<ImmutableNode> config) {
        ImmutableNode mailet = config.getNodeModel().getNodeHandler().getRootNode();
        return mailet.getAttributes().keySet().stream()
                .filter(attribute -> !ATTRIBUTES.contains(attribute))
                .findFirst()
                .map(attribute -> name + ": '" + attribute + "' is not an attribute; write <" + attribute + ">…</"
                        + attribute + ">")
                .or(() -> repeated(OptionWords.quoted(name), new ElementSource(mailet)));
    }

    private static Optional<String> repeated(OptionWords words, ElementSource parameters) {
        return parameters.names().stream()
                .filter(parameter -> parameters.values(parameter).size() > 1)
                .findFirst()
                .map(words::repeated);
    }

    /** Whether the loaded class is of this kind. */
    boolean is(Class<?> kind) {
        return type.filter(kind::isAssignableFrom).isPresent();
    }

    /** The processor to which a mailet of this kind passes the mail. */
    Optional<String> target(Class<?> kind) {
        return is(kind) ? targets.stream().findFirst() : Optional.empty();
    }

    /** The parameter {@code format}; empty when it is missing. */
    Optional<String> format() {
        return Optional.ofNullable(config.getInitParameter("format")).map(String::trim);
    }

    void requireMatchAll(String processor, String reason) {
        if (!match.equals(Optional.of("All"))) {
            throw new StartUpException("mailetcontainer.xml: processor '" + processor + "': " + className
                    + " must have match=\"All\", since " + reason);
        }
    }
}
