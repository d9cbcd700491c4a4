package org.sealmx.server.chain;

import java.util.List;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sealmx.mailets.EncryptForRecipient;
import org.sealmx.mailets.ResolveAliases;
import org.sealmx.server.config.StartUpException;

/**
 * Reads {@code mailetcontainer.xml} as it is configured and refuses a chain in which a message could reach a store or a network unsealed:
 * every processor that can be reached from {@code root} may hold SealMX' own mailets, which deliver sealed messages only, mailets of James
 * that keep a message in the process, and those that the operator vouches for. Stateless.
 */
public final class MailetChainCheck {

    private static final String ROOT = "root";
    private static final String ERROR = "error";
    private static final String SEALMX_PACKAGE = "org.sealmx.mailets.";
    private static final String FILE = "mailetcontainer.xml";

    private final Set<String> trusted;

    /** @param trusted fully qualified names of further mailets that neither store nor send a message */
    public MailetChainCheck(Set<String> trusted) {
        this.trusted = Set.copyOf(trusted);
    }

    /**
     * Checks the configured processors.
     *
     * @param container the content of {@code mailetcontainer.xml}
     * @throws StartUpException at the first thing that is wrong; the message names processor and mailet and says what to do
     */
    public void check(HierarchicalConfiguration<ImmutableNode> container) {
        ConfiguredProcessors processors = ConfiguredProcessors.from(container);
        for (String name : processors.reachableFrom(ROOT, ERROR)) {
            checkMailets(name, processors.mailetsOf(name));
        }
        String sealing = sealingProcessor(processors);
        checkSealing(sealing, processors.mailetsOf(sealing));
    }

    private void checkMailets(String processor, List<ConfiguredMailet> mailets) {
        for (ConfiguredMailet mailet : mailets) {
            String name = mailet.className();
            if (name.startsWith(SEALMX_PACKAGE) && mailet.repeated().isPresent()) {
                throw new StartUpException(FILE + ": processor '" + processor + "': " + name + ": the parameter '"
                        + mailet.repeated().get() + "' is given more than once; it accepts one value");
            }
            if (!name.startsWith(SEALMX_PACKAGE) && !HarmlessMailets.contains(name) && !trusted.contains(name)) {
                throw new StartUpException(FILE + ": processor '" + processor + "': " + name
                        + " might store or send an unsealed message; remove it, or name it in trusted-mailets of"
                        + " sealmx.properties when it does neither");
            }
        }
    }

    private static String sealingProcessor(ConfiguredProcessors processors) {
        ConfiguredMailet resolve = processors.mailetsOf(ROOT).stream()
                .filter(mailet -> mailet.is(ResolveAliases.class))
                .findFirst()
                .orElseThrow(() -> new StartUpException(FILE + ": processor 'root': " + ResolveAliases.class.getName()
                        + " is missing, so no recipient would get mail"));
        return resolve.target(ResolveAliases.class).orElse(ResolveAliases.DEFAULT_PROCESSOR);
    }

    private static void checkSealing(String processor, List<ConfiguredMailet> mailets) {
        for (ConfiguredMailet mailet : mailets) {
            if (mailet.is(EncryptForRecipient.class)) {
                mailet.requireMatchAll(processor);
                return;
            }
            if (mailet.delivers()) {
                break;
            }
        }
        throw new StartUpException(FILE + ": processor '" + processor + "': " + EncryptForRecipient.class.getName()
                + " with match=\"All\" is missing before the delivery, so nothing could be stored");
    }
}
