package org.sealmx.directory.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Builds identity documents for tests. */
public final class TestIdentities {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TestIdentities() {}

    /** The main identity of an account: address and destination are the same. */
    public static Doc main(String userId, String address) {
        return alias(userId, address, address);
    }

    /** An identity that leads to another address. */
    public static Doc alias(String userId, String address, String destination) {
        return new Doc(NODES.objectNode())
                .with("type", "Identity")
                .with("user_id", userId)
                .with("address", address)
                .with("destination", destination);
    }

    /** A JSON array of the documents; those without an id get {@code d001}, {@code d002}, … by their position. */
    public static String array(Doc... documents) {
        return array(List.of(documents));
    }

    /** As {@link #array(Doc...)}. */
    public static String array(List<Doc> documents) {
        ArrayNode array = NODES.arrayNode();
        for (Doc document : documents) {
            ObjectNode node = document.json();
            if (!node.has("_id")) {
                node.put("_id", "d%03d".formatted(array.size() + 1));
            }
            array.add(node);
        }
        return array.toPrettyString();
    }

    /** One document. Immutable: every method returns a new one. */
    public static final class Doc {
        private final ObjectNode node;

        private Doc(ObjectNode node) {
            this.node = node;
        }

        /** With the {@code _id}. */
        public Doc id(String id) {
            return with("_id", id);
        }

        /** With one certificate as a string. */
        public Doc key(String material) {
            return withJson("keys", NODES.objectNode().put("pgp", material));
        }

        /** With one X.509 certificate as a string. */
        public Doc smime(String material) {
            return withJson("keys", NODES.objectNode().put("smime", material));
        }

        /** With a list of certificates. */
        public Doc keys(String... material) {
            ArrayNode list = NODES.arrayNode();
            List.of(material).forEach(list::add);
            return withJson("keys", NODES.objectNode().set("pgp", list));
        }

        /** With {@code "enabled": false}. */
        public Doc disabled() {
            return withJson("enabled", NODES.booleanNode(false));
        }

        /** Without {@code user_id}. */
        public Doc orphaned() {
            return without("user_id");
        }

        /** With {@code "quota_exceeded": true}. */
        public Doc overQuota() {
            return withJson("quota_exceeded", NODES.booleanNode(true));
        }

        /** With {@code accept_from}. */
        public Doc acceptFrom(String... patterns) {
            ArrayNode list = NODES.arrayNode();
            List.of(patterns).forEach(list::add);
            return withJson("accept_from", list);
        }

        /** With a field that has any text. */
        public Doc with(String field, String value) {
            return withJson(field, NODES.textNode(value));
        }

        /** With a field in JSON, for example {@code 17}. */
        public Doc withRaw(String field, String json) {
            try {
                return withJson(field, new JsonMapper().readTree(json));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }

        /** Without a field. */
        public Doc without(String field) {
            ObjectNode copy = node.deepCopy();
            copy.remove(field);
            return new Doc(copy);
        }

        /** A copy of the document. */
        public ObjectNode json() {
            return node.deepCopy();
        }

        private Doc withJson(String field, JsonNode value) {
            ObjectNode copy = node.deepCopy();
            copy.set(field, value);
            return new Doc(copy);
        }
    }
}
