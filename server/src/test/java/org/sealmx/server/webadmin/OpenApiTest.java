package org.sealmx.server.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.james.task.TaskManager;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.edit.Objection;
import org.sealmx.server.webadmin.directory.CertificateRoutes;
import org.sealmx.server.webadmin.directory.DirectoryRoutes;
import spark.Service;
import spark.route.HttpMethod;
import spark.routematch.RouteMatch;

/** The documented routes are those that exist. */
class OpenApiTest {

    private static final Path DOCUMENT = Path.of("../docs/openapi.json");
    private static final Path SHIPPED = Path.of("../james-conf/conf/webadmin.properties");

    private static final List<Class<? extends Routes>> ROUTES =
            List.of(CertificateRoutes.class, DirectoryRoutes.class, RecipientRoutes.class);

    private static List<Routes> routes() {
        HostCheck hosts = new HostCheck(Set.of());
        return List.of(
                new CertificateRoutes(
                        () -> {
                            throw new AssertionError();
                        },
                        hosts,
                        new WriteGuard(new NoAuthenticationFilter())),
                new DirectoryRoutes(
                        (TaskManager) Proxy.newProxyInstance(
                                TaskManager.class.getClassLoader(),
                                new Class<?>[] {TaskManager.class},
                                (proxy, method, arguments) -> {
                                    throw new AssertionError();
                                }),
                        () -> {
                            throw new AssertionError();
                        },
                        hosts,
                        new JsonTransformer()),
                new RecipientRoutes(
                        () -> {
                            throw new AssertionError();
                        },
                        hosts));
    }

    private static JsonNode document() throws Exception {
        return new JsonMapper().readTree(DOCUMENT.toFile());
    }

    @Test
    void documentShouldHaveTheRoutesThatExistAndNoOthers() throws Exception {
        Set<String> defined = new TreeSet<>();
        Service service = Service.ignite().port(0).ipAddress("127.0.0.1");
        try {
            for (Routes routes : routes()) {
                routes.define(service);
            }
            service.awaitInitialization();
            for (RouteMatch match : service.routes()) {
                if (match.getHttpMethod() != HttpMethod.before && match.getHttpMethod() != HttpMethod.after) {
                    defined.add(
                            match.getHttpMethod() + " " + match.getMatchUri().replace("*", "{address}"));
                }
            }
        } finally {
            service.stop();
            service.awaitStop();
        }
        Set<String> documented = new TreeSet<>();
        document().path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(name -> {
                    if (!name.equals("parameters")) {
                        documented.add(name + " " + path.getKey());
                    }
                }));
        assertThat(documented).isEqualTo(defined).isNotEmpty();
    }

    @Test
    void basePathShouldCoverEveryPathSoThatTheTokenIsAsked() throws Exception {
        document().path("paths").fieldNames().forEachRemaining(path -> assertThat(routes())
                .anyMatch(routes -> path.equals(routes.getBasePath()) || path.startsWith(routes.getBasePath() + "/")));
    }

    @Test
    void referencesShouldExist() throws Exception {
        JsonNode document = document();
        document.findValuesAsText("$ref").forEach(reference -> assertThat(
                        document.at(reference.substring(1)).isObject())
                .as(reference)
                .isTrue());
    }

    @Test
    void documentShouldNameEachReasonForWhichACertificateIsNotTaken() throws Exception {
        String reasons = document()
                .at("/components/schemas/Error/properties/details/description")
                .asText();
        for (Objection.Reason reason : Objection.Reason.values()) {
            assertThat(List.of(reasons.split("[ ,;]+", -1)))
                    .contains(reason.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void shippedConfigurationShouldNameTheRoutes() throws Exception {
        Configuration shipped = new PropertiesConfiguration();
        try (var reader = Files.newBufferedReader(SHIPPED)) {
            ((PropertiesConfiguration) shipped).read(reader);
        }
        assertThat(shipped.getStringArray("extensions.routes"))
                .contains(CertificateRoutes.class.getName(), DirectoryRoutes.class.getName());
        assertThat(ROUTES).hasSameSizeAs(routes());
    }
}
