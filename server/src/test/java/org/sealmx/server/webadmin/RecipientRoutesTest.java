package org.sealmx.server.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.directory.resolve.UncachedDirectory;
import org.sealmx.explain.Explainer;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.TestPolicies;
import spark.Service;

/** The route in the server that James' webadmin uses; what is sent is written octet for octet. */
class RecipientRoutesTest {

    private static final LocalDomains DOMAINS = LocalDomains.of(List.of("example.org"));
    private static final IdentityLookup EMPTY = new IdentityLookup() {
        @Override
        public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) {
            return Map.of();
        }

        @Override
        public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) {
            return Map.of();
        }
    };

    private final Service service = Service.ignite();

    @BeforeEach
    void start() {
        UncachedDirectory directory =
                new UncachedDirectory(EMPTY, DOMAINS, ResolverSettings.defaults(), new AccountCertificateReader());
        Explainer explainer = new Explainer(
                directory,
                TestPolicies.of(directory, PolicySettings.defaults(), Clock.systemUTC()),
                Optional.empty(),
                Clock.systemUTC(),
                List.of());
        service.ipAddress("127.0.0.1").port(0);
        new RecipientRoutes(() -> explainer, new HostCheck(Set.of())).define(service);
        service.awaitInitialization();
    }

    @AfterEach
    void stop() {
        service.stop();
        service.awaitStop();
    }

    private String get(String target, String host) throws IOException {
        return request("GET", target, "Host: " + host);
    }

    private String request(String method, String target, String fields) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream()
                    .write((method + " " + target + " HTTP/1.1\r\n" + fields + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String target) throws IOException {
        return get(target, "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "bob@example.org, bob@example.org",
        "bob%40example.org, bob@example.org",
        "bob+news@example.org, bob+news@example.org",
        "bob%2Bnews@example.org, bob+news@example.org",
        "%22a%2Fb%20c%22@example.org, '\\\"a/b c\\\"@example.org'",
        "j%C3%B6rg@example.org, j\\u00F6rg@example.org",
        "%22%3Cb%3E%22@example.org, '\\\"\\u003Cb\\u003E\\\"@example.org'"
    })
    void routeShouldTakeTheAddressAsItIsEncoded(String encoded, String address) throws Exception {
        assertThat(get("/sealmx/recipients/" + encoded))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: application/json")
                .contains("Cache-Control: no-store")
                .contains("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("\"address\" : \"" + address + "\"")
                .contains("\"code\" : 550");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bob",
                "@example.org",
                "<script>alert(1)</script>@example.org",
                "%3Cscript%3E",
                "bob@example.org/",
                "bob@example.org/x",
                "bob%zz@example.org",
                "%ff@example.org",
                "bob%00@example.org",
                "bob%0a@example.org",
                "bob@example.org?sender=nobody",
                "bob@example.org?sender=a%40b.example&sender=c%40d.example",
                "bob@example.org?format=html",
                "bob@example.org?sendr=x"
            })
    void routeShouldRefuseWhatMakesNoSenseAndRepeatNothingOfIt(String rest) throws Exception {
        String answer = get("/sealmx/recipients/" + rest.replace(" ", "%20"));
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("script")
                .doesNotContain("nobody")
                .doesNotContain("sendr");
        // what is not percent-encoded at all gets as far as the server, which repeats nothing either
        if (!answer.contains("Bad Message 400")) {
            assertThat(answer)
                    .contains("Content-Type: application/json")
                    .contains("\"statusCode\":400")
                    .contains("\"type\":\"InvalidArgument\"");
        }
    }

    /** The server that James uses decodes the path before it looks for a route, and fails by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"bob%@example.org", "bob%4@example.org"})
    void serverShouldRepeatNothingOfAPathThatCannotBeDecoded(String rest) throws Exception {
        assertThat(get("/sealmx/recipients/" + rest))
                .doesNotStartWith("HTTP/1.1 200 ")
                .doesNotContain("bob");
    }

    @Test
    void routeShouldRefuseAddressesOfAnyLength() throws Exception {
        assertThat(get("/sealmx/recipients/" + "a".repeat(3000) + "@example.org"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void routeShouldRefuseAPageThatHasItsNameResolvedToThisServer() throws Exception {
        assertThat(get("/sealmx/recipients/bob@example.org", "evil.example"))
                .startsWith("HTTP/1.1 403 ")
                .contains("\"statusCode\":403")
                .contains("the Host field is not a name of this server")
                .doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"})
    void routeShouldRefuseAPageOfAnotherOrigin(String field) throws Exception {
        assertThat(request("GET", "/sealmx/recipients/bob@example.org", "Host: 127.0.0.1\r\n" + field))
                .startsWith("HTTP/1.1 403 ")
                .contains("X-Content-Type-Options: nosniff")
                .contains("a web page of another origin makes this request")
                .doesNotContain("evil");
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /sealmx/recipients/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "PUT, /sealmx/recipients/%3Cscript%3E",
        "DELETE, /sealmx/recipients/%3Cscript%3E",
        "POST, /sealmx/%3Cscript%3E",
        "GET, /sealmx/%3Cscript%3E",
        "GET, /sealmx/recipients",
        "GET, /sealmx",
        "TRACE, /sealmx/%3Cscript%3E"
    })
    void requestThatNoRouteTakesShouldGetAnAnswerThatRepeatsNothing(String method, String target) throws Exception {
        assertThat(request(method, target, "Host: 127.0.0.1\r\nContent-Length: 0"))
                .startsWith("HTTP/1.1 404 ")
                .contains("Content-Type: application/json")
                .contains("X-Content-Type-Options: nosniff")
                .contains("\"type\":\"notFound\"")
                .contains("SealMX has no route with this method and this path")
                .doesNotContain("script>");
    }

    @Test
    void routesOfOthersShouldStayAsTheyAre() throws Exception {
        service.post("/theirs/*", (request, response) -> "theirs");
        assertThat(request("POST", "/theirs/x", "Host: 127.0.0.1\r\nContent-Length: 0"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("theirs");
        assertThat(get("/sealmxes")).startsWith("HTTP/1.1 404 ").doesNotContain("SealMX has no route");
    }

    @Test
    void routeShouldDrawWhenAskedTo() throws Exception {
        assertThat(get("/sealmx/recipients/bob@example.org?format=text&sender=eve@example.com"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/plain;charset=utf-8")
                .contains("└─ no identity has this address")
                .contains("Sender:     <eve@example.com>")
                .contains("At RCPT:    550 5.1.1 No such address here");
        assertThat(get("/sealmx/recipients/bob@example.org?format=ascii")).contains("`- no identity has this address");
    }
}
