package org.sealmx.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The identity documents of the demo, as the file directory reads them. */
final class DemoDirectory {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode documents = JSON.createArrayNode();

    /**
     * Whether the documents have a postmaster for each domain; true also for documents that cannot be read, since the
     * directory itself reports why.
     */
    static boolean hasPostmasters(String json, Collection<String> domains) {
        Set<String> addresses = new HashSet<>();
        try {
            for (JsonNode document : JSON.readTree(json)) {
                addresses.add(document.path("address").asText());
            }
        } catch (JsonProcessingException e) {
            return true;
        }
        return domains.stream().allMatch(domain -> addresses.contains("postmaster@" + domain));
    }

    DemoDirectory account(String address, String certificate) {
        identity(address, address).putObject("keys").put("pgp", certificate);
        return this;
    }

    DemoDirectory accountWithoutCertificate(String address) {
        identity(address, address);
        return this;
    }

    DemoDirectory disabled(String address) {
        identity(address, address).put("enabled", false);
        return this;
    }

    DemoDirectory alias(String address, String... destinations) {
        for (String destination : List.of(destinations)) {
            identity(address, destination);
        }
        return this;
    }

    private ObjectNode identity(String address, String destination) {
        return documents
                .addObject()
                .put("_id", "demo-" + documents.size())
                .put("type", "Identity")
                .put("user_id", "demo-" + destination.substring(0, destination.indexOf('@')))
                .put("address", address)
                .put("destination", destination);
    }

    String toJson() {
        return documents.toPrettyString() + "\n";
    }
}
