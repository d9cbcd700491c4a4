package org.sealmx.standalone.commands;

import org.jspecify.annotations.Nullable;
import org.sealmx.standalone.james.Ports;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the server listens. Filled in by picocli. */
final class PortOptions {

    @Option(
            names = "--lmtp-port",
            paramLabel = "N",
            converter = Port.class,
            description = "Default: 10024 for the server.")
    private @Nullable Integer lmtp;

    @Option(
            names = "--imap-port",
            paramLabel = "N",
            converter = Port.class,
            description = "Default: 10143 for the server.")
    private @Nullable Integer imap;

    @Option(
            names = "--webadmin-port",
            paramLabel = "N",
            converter = Port.class,
            description = "Default: 10080 for the server.")
    private @Nullable Integer webadmin;

    /** The ports of the options, and others for options that are not given. */
    Ports orElse(Ports others) {
        return new Ports(
                lmtp == null ? others.lmtp() : lmtp,
                imap == null ? others.imap() : imap,
                webadmin == null ? others.webadmin() : webadmin);
    }

    /** Reads a TCP port. */
    static final class Port implements ITypeConverter<Integer> {

        private static final int HIGHEST = 65535;

        @Override
        public Integer convert(String value) {
            int port;
            try {
                port = Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw malformed("'" + value + "'");
            }
            if (port < 1 || port > HIGHEST) {
                throw malformed(value);
            }
            return port;
        }

        private static TypeConversionException malformed(String value) {
            return new TypeConversionException(value + " is not a number from 1 to " + HIGHEST);
        }
    }
}
