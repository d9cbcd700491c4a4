package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.Immutable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.http.HttpNodes;
import org.sealmx.http.Json;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.ServerException;

/**
 * What a server says about itself.
 *
 * @param version the version, for example {@code 3.5.0}
 * @param uuid the UUID of the server; empty when it does not say
 * @param vendor who made it; empty when it does not say
 */
@Immutable
public record ServerInfo(String version, String uuid, String vendor) {

    private static final Pattern MAJOR = Pattern.compile("([0-9]{1,4})\\..*");

    /** Asks a server. */
    static ServerInfo of(HttpNodes http) throws ServerException {
        NodeRequest request = NodeRequest.get("", "");
        return http.send(request, answer -> {
            ObjectNode json = Json.object(answer, request);
            if (!json.path("version").isTextual()) {
                throw Answers.nonsense("no version in the answer to " + request);
            }
            return new ServerInfo(
                    json.path("version").textValue(),
                    json.path("uuid").asText(""),
                    json.path("vendor").path("name").asText(""));
        });
    }

    /** The first number of the version; 0 when it has another form. */
    int majorVersion() {
        Matcher matcher = MAJOR.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
