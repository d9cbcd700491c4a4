package org.sealmx.standalone.commands;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealmx.standalone.james.PagePort;
import picocli.CommandLine.Option;

/** Where the page is. Filled in by picocli. */
final class PageOption {

    @Option(
            names = PagePort.OPTION,
            paramLabel = "N",
            converter = PortOptions.Port.class,
            description = "The page for account holders and operators; off by default.")
    private @Nullable Integer page;

    /** The port of the option. */
    PagePort port() {
        return new PagePort(Optional.ofNullable(page));
    }
}
