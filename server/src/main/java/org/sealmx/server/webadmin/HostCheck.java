package org.sealmx.server.webadmin;

import com.google.errorprone.annotations.Immutable;
import java.io.FileNotFoundException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.utils.PropertiesProvider;
import org.jspecify.annotations.Nullable;
import org.sealmx.server.config.StartUpException;
import spark.Request;
import spark.Response;

/**
 * Refuses requests whose Host field (RFC 9110 section 7.2) is a name that this server does not have. A web page can
 * have its own name resolved to 127.0.0.1, and then reads and writes whatever is there as its own site ("DNS
 * rebinding"); but the browser still sends the name of the page. Accepted are addresses, {@code localhost}, the
 * {@code host} of {@code webadmin.properties}, and the names in {@code sealmx.hosts} there, separated by commas: those
 * of a reverse proxy.
 */
@Singleton
@Immutable
public final class HostCheck {

    /** The key in {@code webadmin.properties}. */
    public static final String HOSTS = "sealmx.hosts";

    private static final String FILE = "webadmin";
    /** Not a name: a top-level domain is never all digits. */
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}\\]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    private final Set<String> names;

    /**
     * Called by James' injector.
     *
     * @throws StartUpException when {@code webadmin.properties} cannot be read, or an entry of {@value #HOSTS} is not a
     *     name
     */
    @Inject
    public HostCheck(PropertiesProvider properties) {
        this(namesIn(properties));
    }

    /** @param names in lower case, beside {@code localhost} */
    HostCheck(Set<String> names) {
        Set<String> all = new TreeSet<>(names);
        all.add("localhost");
        this.names = Set.copyOf(all);
    }

    /**
     * Ends a request with an error (403) when its Host field is missing, or is a name of somebody else. Every route of
     * SealMX calls this first.
     */
    public void require(Request request, Response response) {
        if (!accepts(request.headers("Host"))) {
            throw WebAdminErrors.forbidden(
                    response,
                    "the Host field is not a name of this server; use its address, or add the name to " + HOSTS
                            + " in webadmin.properties");
        }
    }

    /** Whether a Host field is this server's; null when there is none. */
    boolean accepts(@Nullable String field) {
        if (field == null) {
            return false;
        }
        String host = PORT.matcher(field.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        return names.contains(host)
                || IPV4.matcher(host).matches()
                || IPV6.matcher(host).matches();
    }

    private static Set<String> namesIn(PropertiesProvider properties) {
        try {
            Configuration configuration = properties.getConfiguration(FILE);
            return Stream.concat(
                            Stream.of(configuration.getString("host", "")),
                            Arrays.stream(configuration.getStringArray(HOSTS))
                                    .flatMap(value -> Arrays.stream(value.split(",", -1)))
                                    .map(HostCheck::name))
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toSet());
        } catch (FileNotFoundException e) {
            return Set.of();
        } catch (ConfigurationException e) {
            throw new StartUpException("webadmin.properties cannot be read: " + e.getMessage(), e);
        }
    }

    private static String name(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new StartUpException("webadmin.properties: " + HOSTS
                    + " must be host names without ports, separated by commas, such as admin.example.org (found \""
                    + name + "\")");
        }
        return name;
    }
}
