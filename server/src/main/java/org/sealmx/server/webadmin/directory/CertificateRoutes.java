package org.sealmx.server.webadmin.directory;

import java.util.Arrays;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.webadmin.Routes;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.Actor;
import org.sealmx.directory.edit.Admission;
import org.sealmx.directory.edit.CertificateAdmission;
import org.sealmx.directory.edit.CertificateEdits;
import org.sealmx.directory.edit.EditRefusedException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.server.webadmin.AddressInPath;
import org.sealmx.server.webadmin.HostCheck;
import org.sealmx.server.webadmin.OtherRequests;
import org.sealmx.server.webadmin.RequestBody;
import org.sealmx.server.webadmin.WebAdminErrors;
import org.sealmx.server.webadmin.WriteGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code GET}, {@code PUT} and {@code DELETE /sealmx/certificates/{address}}: the certificates in the identity of an
 * address. {@code docs/openapi.json} describes them. Those that write need a token ({@link WriteGuard}).
 */
public final class CertificateRoutes implements Routes {

    /** The path before the address. */
    public static final String PATH = "/sealmx/certificates/";

    private static final Logger LOGGER = LoggerFactory.getLogger(CertificateRoutes.class);
    private static final String FORCE = "force";
    private static final String SMALLER = "a certificate has at most " + CertificateAdmission.MAX_OCTETS / 1024
            + " KiB; export a smaller one with \"gpg --export-options export-minimal\"";

    private final Provider<CertificateEdits> edits;
    private final HostCheck hosts;
    private final WriteGuard guard;

    /**
     * Called by James' injector.
     *
     * @param edits made not before the first request, so that a failing start is reported by the start itself
     */
    @Inject
    public CertificateRoutes(Provider<CertificateEdits> edits, HostCheck hosts, WriteGuard guard) {
        this.edits = edits;
        this.hosts = hosts;
        this.guard = guard;
    }

    @Override
    public String getBasePath() {
        return "/sealmx/certificates";
    }

    @Override
    public void define(Service service) {
        service.get(PATH + "*", this::show);
        service.put(PATH + "*", this::put);
        service.delete(PATH + "*", this::delete);
        OtherRequests.answer(service);
    }

    private String show(Request request, Response response) {
        hosts.require(request, response);
        AddressKey address = AddressInPath.keyAfter(PATH, request, response);
        requireNoParameters(request, response);
        try {
            String shown = CertificateJson.shown(edits.get().of(address));
            WebAdminErrors.harden(response);
            return shown;
        } catch (EditRefusedException e) {
            throw WebAdminErrors.notFound(response, String.valueOf(e.getMessage()));
        } catch (DirectoryUnavailableException e) {
            throw unavailable(response, e);
        }
    }

    private String put(Request request, Response response) {
        RequestBody body = RequestBody.receive(request, CertificateAdmission.MAX_OCTETS);
        hosts.require(request, response);
        String subject = guard.subject(request, response);
        AddressKey address = AddressInPath.keyAfter(PATH, request, response);
        boolean force = force(request, response);
        byte[] octets = body.octets(response, SMALLER);
        try {
            Admission admission = edits.get().put(address, octets, force, new Actor("webadmin", subject));
            if (admission instanceof Admission.Refused refused) {
                throw Refusals.of(response, refused);
            }
            WebAdminErrors.harden(response);
            return CertificateJson.taken((Admission.Taken) admission);
        } catch (DirectoryUnavailableException e) {
            throw unavailable(response, e);
        }
    }

    private String delete(Request request, Response response) {
        hosts.require(request, response);
        String subject = guard.subject(request, response);
        AddressKey address = AddressInPath.keyAfter(PATH, request, response);
        requireNoParameters(request, response);
        try {
            String deleted = CertificateJson.deleted(edits.get().remove(address, new Actor("webadmin", subject)));
            WebAdminErrors.harden(response);
            return deleted;
        } catch (EditRefusedException e) {
            throw WebAdminErrors.notFound(response, String.valueOf(e.getMessage()));
        } catch (DirectoryUnavailableException e) {
            throw unavailable(response, e);
        }
    }

    private static boolean force(Request request, Response response) {
        String query = query(request);
        if (query.isEmpty() || query.equals(FORCE + "=false")) {
            return false;
        }
        if (!query.equals(FORCE + "=true")) {
            boolean known = Arrays.stream(query.split("&", -1)).allMatch(part -> (part + "=").startsWith(FORCE + "="));
            throw WebAdminErrors.badRequest(
                    response, known ? "force must be true or false, once" : "the only parameter is force");
        }
        return true;
    }

    private static void requireNoParameters(Request request, Response response) {
        if (!query(request).isEmpty()) {
            throw WebAdminErrors.badRequest(response, "there are no parameters");
        }
    }

    /** The query as it was sent. Parameters would also be read from the body, since curl says that it is a form. */
    private static String query(Request request) {
        return Optional.ofNullable(request.queryString()).orElse("");
    }

    private static RuntimeException unavailable(Response response, DirectoryUnavailableException e) {
        LOGGER.warn("Certificates cannot be shown or changed: {}", e.getMessage());
        return WebAdminErrors.unavailable(response, "the directory cannot be read or written now; the log says why");
    }
}
