package org.sealmx.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sealmx.couchdb.CouchDbRequests.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.couchdb.TestDelivery;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * What three nodes of CouchDB 3.5 answer when all are available and when two are lost, and what happens to a message in
 * both cases: it counts as stored when a quorum of its copies has it, and it is stored once. The servers of the tests
 * must give the same answers; a run with {@code COUCHDB_CLUSTER_URL} shows that a real cluster does.
 */
public interface ClusterContract extends CouchDbRequests {

    Duration CATCHING_UP = Duration.ofMinutes(1);

    /** Makes all nodes except the one at {@link #url()} stop answering; returns once they have. */
    void loseOthers() throws Exception;

    /** Makes all nodes answer again; returns once a quorum does. */
    void regainOthers() throws Exception;

    /** A new client from the product. */
    CouchDbClient client() throws Exception;

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return FakeCouchDb.MAPPER.readTree(response.body());
    }

    private int status(String method, String path, String body) throws Exception {
        return send(method, path, body).statusCode();
    }

    /** A message for an account that has a database. */
    default TestDelivery delivery() throws Exception {
        TestDelivery delivery = new TestDelivery(database().substring("/user-".length()));
        assertThat(status("GET", delivery.path(), "")).isEqualTo(404);
        return delivery;
    }

    /** A new database, which could be an account's. */
    @Override
    default String database() throws Exception {
        String name = "/user-" + UUID.randomUUID();
        // 202 when nodes are stopped, 201 when they are in maintenance
        assertThat(status("PUT", name, "")).isIn(201, 202);
        return name;
    }

    /** Requires that the message is stored, whole, and without a second revision that would appear later. */
    private void requireOne(TestDelivery delivery) throws Exception {
        String path = delivery.path() + "?conflicts=true&attachments=true";
        // without Accept, CouchDB answers multipart/mixed
        HttpResponse<String> response = send("GET", path, "", "Accept", "application/json");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).at("/_attachments/message.eml/data").asText()).isEqualTo(TestDelivery.DATA);
        assertThat(json(response).has("_conflicts")).isFalse();
    }

    private Kind problem(CouchDbClient client, TestDelivery delivery) {
        return catchThrowableOfType(ServerException.class, () -> delivery.store(client))
                .kind();
    }

    /** Retries, as Postfix does: nodes that come back are of use only once they have caught up with the others. */
    private void storeAtLast(CouchDbClient client, TestDelivery delivery) throws Exception {
        long end = System.nanoTime() + CATCHING_UP.toNanos();
        while (true) {
            try {
                delivery.store(client);
                return;
            } catch (ServerException e) {
                if (e.kind() != Kind.UNAVAILABLE || System.nanoTime() - end > 0) {
                    throw e;
                }
            }
        }
    }

    private void delete(TestDelivery delivery, int status) throws Exception {
        assertThat(status("DELETE", delivery.path() + "?rev=" + revision(delivery.path()), ""))
                .isEqualTo(status);
    }

    @Test
    default void serverShouldSayThatThereAreThreeNodes() throws Exception {
        assertThat(json(send("GET", "/_membership", "")).path("cluster_nodes")).hasSize(3);
        loseOthers();
        assertThat(json(send("GET", "/_membership", "")).path("cluster_nodes")).hasSize(3);
    }

    @Test
    default void plainWriteShouldBeAnsweredWith202WithoutAQuorum() throws Exception {
        String database = database();
        assertThat(status("PUT", database + "/d1", "{}")).isEqualTo(201);
        loseOthers();
        assertThat(status("PUT", database + "/d2", "{}")).isEqualTo(202);
        assertThat(status("GET", database + "/d2", "")).isEqualTo(200);
        regainOthers();
        assertThat(status("PUT", database + "/d3", "{}")).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?w=3"})
    default void writeWithARevisionShouldBeAnsweredWith201EvenWithoutAQuorum(String query) throws Exception {
        String path = database() + "/_bulk_docs" + query;
        String body =
                "{\"new_edits\":false,\"docs\":[{\"_id\":\"%s\",\"_rev\":\"1-0123456789abcdef0123456789abcdef\"}]}";
        assertThat(status("POST", path, body.formatted("d1"))).isEqualTo(201);
        loseOthers();
        assertThat(status("POST", path, body.formatted("d2"))).isEqualTo(201);
    }

    @Test
    default void changesShouldBeAnsweredWith202WithoutAQuorum() throws Exception {
        String path = database() + "/d1";
        assertThat(status("PUT", path, "{}")).isEqualTo(201);
        loseOthers();
        assertThat(refusal(send("PUT", path, "{}"))).isEqualTo("409 conflict: Document update conflict.");
        assertThat(status("PUT", path, "{\"_rev\":\"" + revision(path) + "\"}")).isEqualTo(202);
        assertThat(status("DELETE", path + "?rev=" + revision(path), "")).isEqualTo(202);
        assertThat(refusal(send("GET", path, ""))).isEqualTo("404 not_found: deleted");
    }

    @Test
    default void databaseShouldBeMadeWithoutAQuorum() throws Exception {
        loseOthers();
        assertThat(database()).isNotEmpty();
    }

    @Test
    default void messageShouldBeStoredOnceWhenItComesTwice() throws Exception {
        TestDelivery delivery = delivery();
        try (CouchDbClient client = client()) {
            delivery.store(client);
            delivery.store(client);
        }
        requireOne(delivery);
    }

    @Test
    default void messageShouldWaitAtEachTryAsLongAsThereIsNoQuorumAndBeStoredOnceWhenThereIs() throws Exception {
        TestDelivery delivery = delivery();
        try (CouchDbClient client = client()) {
            loseOthers();
            for (int i = 0; i < 3; i++) {
                assertThat(problem(client, delivery)).isEqualTo(Kind.UNAVAILABLE);
                requireOne(delivery);
            }
            regainOthers();
            storeAtLast(client, delivery);
        }
        requireOne(delivery);
    }

    @Test
    default void messageShouldWaitWhenANewClientMeetsTheClusterWithoutAQuorum() throws Exception {
        TestDelivery delivery = delivery();
        loseOthers();
        try (CouchDbClient client = client()) {
            assertThat(problem(client, delivery)).isEqualTo(Kind.UNAVAILABLE);
            regainOthers();
            storeAtLast(client, delivery);
        }
        requireOne(delivery);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void messageShouldStayDeletedWhenItsOwnerHasDeletedIt(boolean before) throws Exception {
        TestDelivery delivery = delivery();
        try (CouchDbClient client = client()) {
            delivery.store(client);
            if (before) {
                delete(delivery, 200);
                loseOthers();
            } else {
                loseOthers();
                delete(delivery, 202);
            }
            delivery.store(client);
            regainOthers();
            storeAtLast(client, delivery);
        }
        assertThat(status("GET", delivery.path(), "")).isEqualTo(404);
    }
}
