package org.sealmx.delivery.couchdb;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.SealedStoreContract;
import org.sealmx.http.HttpSettings;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.sealing.LeapSealing;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingException;
import org.sealmx.soledad.SoledadClient;
import org.sealmx.soledad.SoledadToken;

class SoledadSealedStoreTest implements SealedStoreContract {

    private static final TestKey KEY = TestKeys.curve25519();

    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private volatile boolean failing;
    private ScriptedServer server;
    private SoledadClient client;

    @BeforeEach
    void open() throws Exception {
        server = ScriptedServer.start((request, exchange) -> {
            if (failing) {
                exchange.json(503, "{}");
            } else {
                exchange.json(paths.add(request.path()) ? 200 : 409, "{\"success\": true}");
            }
        });
        client = SoledadClient.open(new HttpSettings(
                List.of(server.uri()),
                SoledadToken.environment(Map.of("T", "secret"), "T"),
                Optional.empty(),
                TestClients.LONG,
                4,
                64 * 1024));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Override
    public SealedStore store() {
        return new SoledadIncomingStore(client, "");
    }

    @Override
    public SealedMessage sealed() {
        try {
            return LeapSealing.seal(ReceivedMessage.of("canary".getBytes(StandardCharsets.US_ASCII)), KEY);
        } catch (SealingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public int stored() {
        return paths.size();
    }

    @Override
    public void fail() {
        failing = true;
    }

    @Override
    public void mend() {
        failing = false;
    }
}
