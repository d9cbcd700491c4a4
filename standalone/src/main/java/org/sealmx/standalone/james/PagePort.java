package org.sealmx.standalone.james;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealmx.cli.OperatorException;

/**
 * The port of the page for account holders and operators, on the loopback interface.
 *
 * @param number empty when the operator names none
 */
@Immutable
public record PagePort(Optional<Integer> number) {

    /** As the configuration says. */
    public static final PagePort UNSET = new PagePort(Optional.empty());

    /** The option with the port. */
    public static final String OPTION = "--page-port";

    /** Sets the variable of {@code sealmx.properties}. */
    void apply() {
        number.ifPresent(port -> System.setProperty("sealmx.page.port", Integer.toString(port)));
    }

    /** @throws OperatorException when it is taken, or one of the others is the same */
    public void requireUsable(Ports others, LookupPorts lookups) throws OperatorException {
        if (number.isEmpty()) {
            return;
        }
        int port = number.get();
        boolean used = Stream.of(
                        List.of(others.lmtp(), others.imap(), others.webadmin()),
                        lookups.socketmap().stream().toList(),
                        lookups.tcpTables())
                .anyMatch(ports -> ports.contains(port));
        if (used) {
            throw new OperatorException("the page needs a port that nothing else uses; choose another with " + OPTION);
        }
        Ports.requireFree(port, "the page", OPTION);
    }
}
