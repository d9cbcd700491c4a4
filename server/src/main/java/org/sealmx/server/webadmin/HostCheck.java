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
 * Refuses requests that a web page of somebody else has a browser send.
 *
 * <p>First, those whose Host field (RFC 9110 section 7.2) is a name that this server does not have. A web page can have
 * its own name resolved to 127.0.0.1, and then reads and writes whatever is there as its own site ("DNS rebinding");
 * but the browser still sends the name of the page. Accepted are addresses, {@code localhost}, the {@code host} of
 * {@code webadmin.properties}, and the names in {@code sealmx.hosts} there, separated by commas: those of a reverse
 * proxy.
 *
 * <p>Second, those of which the browser says that a page of another origin makes them: by Sec-Fetch-Site (W3C Fetch
 * Metadata), or by an Origin field (RFC 6454) that is neither the one that the Host field names, nor that of a name in
 * {@code host} or {@code sealmx.hosts}. Such a page cannot read the answer, but the request would be carried out.
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

    private static final String SCHEME_END = "://";
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<String> configured;
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
        this.configured = names.stream().filter(name -> !isAddress(name)).collect(Collectors.toUnmodifiableSet());
        Set<String> all = new TreeSet<>(names);
        all.add("localhost");
        this.names = Set.copyOf(all);
    }

    /**
     * Ends a request with an error (403) when its Host field is missing, or is a name of somebody else, or when a page
     * of another origin makes it. Every route of SealMX calls this first.
     */
    public void require(Request request, Response response) {
        OtherRequests.taken(request);
        if (!accepts(request.headers("Host"))) {
            throw WebAdminErrors.forbidden(
                    response,
                    "the Host field is not a name of this server; use its address, or add the name to " + HOSTS
                            + " in webadmin.properties");
        }
        if (isForeign(request.headers("Host"), request.headers("Origin"), request.headers("Sec-Fetch-Site"))) {
            throw WebAdminErrors.forbidden(
                    response,
                    "a web page of another origin makes this request (Origin, Sec-Fetch-Site); if that page is yours,"
                            + " serve it by a name in " + HOSTS + " of webadmin.properties");
        }
    }

    /**
     * Whether a page of another origin makes a request. Programs other than browsers send neither of these fields.
     *
     * @param host the Host field
     * @param origin the Origin field; null when there is none
     * @param site the Sec-Fetch-Site field; null when there is none
     */
    boolean isForeign(String host, @Nullable String origin, @Nullable String site) {
        if (origin != null) {
            String text = origin.strip().toLowerCase(Locale.ROOT);
            int scheme = text.indexOf(SCHEME_END);
            String authority = scheme < 0 ? "" : text.substring(scheme + SCHEME_END.length());
            boolean own =
                    authority.equals(host.strip().toLowerCase(Locale.ROOT)) || configured.contains(nameOf(authority));
            return !own;
        }
        return site != null && !OWN_SITES.contains(site.strip().toLowerCase(Locale.ROOT));
    }

    private static String nameOf(String authority) {
        return PORT.matcher(authority).replaceFirst("");
    }

    /** Whether a Host field is this server's; null when there is none. */
    boolean accepts(@Nullable String field) {
        if (field == null) {
            return false;
        }
        String host = nameOf(field.strip().toLowerCase(Locale.ROOT));
        return names.contains(host) || isAddress(host);
    }

    private static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
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
