package org.sealmx.it.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Random;

/** The first three numbers of addresses that neither this machine nor its engine uses. */
final class Subnet {

    private static final Random RANDOM = new Random();
    private static final int MOST_ATTEMPTS = 100;

    private Subnet() {}

    static String free() throws IOException, InterruptedException {
        String used = Docker.require("network", "ls", "--quiet").isBlank() ? "" : networks();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            String candidate = "10." + (200 + RANDOM.nextInt(50)) + "." + RANDOM.nextInt(256);
            if (!used.contains(candidate + ".") && !isOnThisMachine(candidate + ".1")) {
                return candidate;
            }
        }
        throw new IOException("no addresses are free");
    }

    private static String networks() throws IOException, InterruptedException {
        List<String> ids = Docker.require("network", "ls", "--quiet").lines().toList();
        StringBuilder subnets = new StringBuilder();
        for (String id : ids) {
            subnets.append(Docker.require("network", "inspect", "--format", "{{json .IPAM.Config}}", id));
        }
        return subnets.toString();
    }

    /** Whether an address is in a network of this machine, a bridge of an engine that was killed included. */
    private static boolean isOnThisMachine(String address) throws IOException {
        byte[] wanted = InetAddress.getByName(address).getAddress();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            for (InterfaceAddress own : each.getInterfaceAddresses()) {
                if (contains(own, wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean contains(InterfaceAddress own, byte[] wanted) {
        byte[] octets = own.getAddress().getAddress();
        if (octets.length != wanted.length) {
            return false;
        }
        int bits = Math.min(own.getNetworkPrefixLength(), 24);
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((octets[i / 8] & mask) != (wanted[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
