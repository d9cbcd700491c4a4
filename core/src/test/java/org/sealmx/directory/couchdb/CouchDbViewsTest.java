package org.sealmx.directory.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.TestClients;
import org.sealmx.http.ServerException;

class CouchDbViewsTest {

    private static final String LEAPS = "_design/Identity";

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("identities");

    private CouchDbClient client;
    private CouchDbViews views;

    @BeforeEach
    void open() throws Exception {
        client = TestClients.of(TestClients.LONG, couch.server().uri());
        views = new CouchDbViews(client, CouchDbViews.IDENTITIES);
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private void storeLeaps(String viewsJson) throws Exception {
        database.store(new JsonMapper().readTree("{\"_id\":\"" + LEAPS + "\",\"views\":" + viewsJson + "}"));
    }

    @Test
    void createWhenMissingShouldMakeTheViewsOnce() throws Exception {
        assertThat(views.find()).isEmpty();
        assertThat(views.createWhenMissing()).isEqualTo("Identity");
        assertThat(views.find()).contains("Identity");
        String made = String.valueOf(database.get(LEAPS).orElseThrow());
        assertThat(views.createWhenMissing()).isEqualTo("Identity");
        assertThat(database.get(LEAPS).orElseThrow()).hasToString(made);
    }

    @Test
    void createWhenMissingShouldNotTouchLeapsDocumentWhenItLacksTheViews() throws Exception {
        storeLeaps("{\"disabled\":{\"map\":\"function (doc) {}\"}}");
        String before = String.valueOf(database.get(LEAPS).orElseThrow());
        assertThat(views.createWhenMissing()).isEqualTo("SealMX");
        assertThat(database.get(LEAPS).orElseThrow()).hasToString(before);
        assertThat(views.find()).contains("SealMX");
    }

    @Test
    void createWhenMissingShouldReplaceOurOwnDocumentWhenItIsIncomplete() throws Exception {
        storeLeaps("{}");
        database.store(new JsonMapper().readTree("{\"_id\":\"_design/SealMX\",\"views\":{\"by_address\":{}}}"));
        assertThat(views.createWhenMissing()).isEqualTo("SealMX");
        assertThat(views.find()).contains("SealMX");
    }

    @Test
    void createWhenMissingShouldUseTheViewsWhenAnotherNodeIsFirst() throws Exception {
        couch.fault(request -> request.method().equals("PUT"), (request, exchange) -> {
            couch.heal();
            storeByOther();
            exchange.json(409, "{\"error\":\"conflict\",\"reason\":\"Document update conflict.\"}");
        });
        assertThat(views.createWhenMissing()).isEqualTo("Identity");
    }

    private void storeByOther() throws java.io.IOException {
        database.store(new JsonMapper()
                .readTree("{\"_id\":\"" + LEAPS
                        + "\",\"views\":{\"by_address\":{\"map\":\"x\"},\"by_user_id\":{\"map\":\"x\"}}}"));
    }

    @Test
    void createWhenMissingShouldFailWhenTheDatabaseIsMissing() {
        couch.drop("identities");
        assertThatThrownBy(views::createWhenMissing)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("404");
        assertThat(couch.has("identities")).isFalse();
    }
}
