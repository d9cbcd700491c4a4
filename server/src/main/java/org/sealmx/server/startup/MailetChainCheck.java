package org.sealmx.server.startup;

import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.sealmx.mailets.AttemptMailet;
import org.sealmx.mailets.EncryptForRecipient;
import org.sealmx.mailets.FinalDelivery;
import org.sealmx.mailets.ForwardSealed;
import org.sealmx.mailets.ResolveAliases;
import org.sealmx.mailets.SealMxMailet;
import org.sealmx.mailets.Sealing;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;

/**
 * Refuses a chain in {@code mailetcontainer.xml} in which a message could reach a store or a network unsealed. Every
 * processor that can be reached from {@code root} may contain each {@link SealMxMailet}, which delivers only sealed
 * messages, those mailets of James that keep a message within the process, and those for which the operator vouches.
 * The loaded class decides what a mailet is.
 */
public final class MailetChainCheck implements StartUpCheck {

    private static final String FILE = "mailetcontainer.xml";

    private final MailetContainer container;
    private final Set<String> trusted;

    /** Called by James' injector. */
    @Inject
    public MailetChainCheck(MailetContainer container, SealMxConfiguration configuration) {
        this(container, configuration.trustedMailets());
    }

    /** @param trusted fully qualified names of further mailets that neither store nor send a message */
    MailetChainCheck(MailetContainer container, Set<String> trusted) {
        this.container = container;
        this.trusted = Set.copyOf(trusted);
    }

    /** {@inheritDoc} The message names the first problem, with processor and mailet. */
    @Override
    public void check() throws ConfigurationException {
        ConfiguredProcessors processors = container.processors();
        Set<String> reachable = processors.reachable();
        for (String name : reachable) {
            checkMailets(name, processors.mailetsOf(name));
            checkSealing(name, processors.mailetsOf(name));
        }
        checkResolution(processors, reachable);
    }

    private void checkMailets(String processor, List<ConfiguredMailet> mailets) {
        for (ConfiguredMailet mailet : mailets) {
            String name = mailet.className();
            if (mailet.is(AttemptMailet.class) && mailet.mistake().isPresent()) {
                throw wrong(processor, mailet.mistake().get());
            }
            if (!mailet.is(SealMxMailet.class) && !HarmlessMailets.contains(name) && !trusted.contains(name)) {
                throw wrong(
                        processor,
                        name + " might store or send an unsealed message; remove it, or name it in trusted-mailets of"
                                + " sealmx.properties when it does neither");
            }
        }
    }

    /**
     * Checks that recipients are resolved in one place, for every mail, and that the processor it leads to delivers.
     */
    private static void checkResolution(ConfiguredProcessors processors, Set<String> reachable) {
        List<ConfiguredMailet> resolving = reachable.stream()
                .flatMap(name -> processors.mailetsOf(name).stream())
                .filter(mailet -> mailet.is(ResolveAliases.class))
                .toList();
        if (resolving.size() != 1
                || !processors.mailetsOf(ConfiguredProcessors.ROOT).contains(resolving.get(0))) {
            throw wrong(
                    ConfiguredProcessors.ROOT,
                    ResolveAliases.class.getName() + " must appear exactly once here, and in no other processor, or no"
                            + " recipient would get mail");
        }
        resolving.get(0).requireMatchAll(ConfiguredProcessors.ROOT, "every recipient must be resolved");
        String target = resolving.get(0).target(ResolveAliases.class).orElse(ResolveAliases.DEFAULT_PROCESSOR);
        if (processors.mailetsOf(target).stream().noneMatch(
                        mailet -> mailet.is(FinalDelivery.class) && !mailet.is(ForwardSealed.class))) {
            throw wrong(target, "no mailet delivers, so every message would be deferred; add DeliverToMailbox");
        }
    }

    private static void checkSealing(String processor, List<ConfiguredMailet> mailets) {
        boolean sealed = false;
        for (ConfiguredMailet mailet : mailets) {
            if (mailet.is(Sealing.class)) {
                mailet.requireMatchAll(processor, "sealing may not depend on a matcher");
                sealed = true;
            }
            if (mailet.is(FinalDelivery.class) && !sealed) {
                throw wrong(
                        processor,
                        EncryptForRecipient.class.getName()
                                + " with match=\"All\" is missing before the delivery, so nothing could be stored");
            }
        }
    }

    static StartUpException wrong(String processor, String problem) {
        return new StartUpException(FILE + ": processor '" + processor + "': " + problem);
    }
}
