package org.sealmx.it.stock;

import java.io.IOException;
import org.sealmx.it.harness.Ports;

/** The ports of one installation, in place of those in the guide. */
record StockPorts(int lmtp, int imap, int imaps, int webadmin) {

    static StockPorts free() throws IOException {
        return new StockPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }
}
