package org.sealmx.server.lookup;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.util.Map;
import javax.inject.Inject;
import org.sealmx.directory.ClientCertificates;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.lookup.table.AccessTable;
import org.sealmx.server.lookup.table.AliasTable;
import org.sealmx.server.lookup.table.CertificateTable;
import org.sealmx.server.lookup.table.LookupTable;
import org.sealmx.server.lookup.table.OurDomains;
import org.sealmx.server.lookup.table.PostfixMap;
import org.sealmx.server.lookup.table.RecipientQuestion;
import org.sealmx.server.lookup.table.RecipientTable;
import org.sealmx.server.lookup.table.RefusalListener;
import org.sealmx.server.lookup.table.TransportTable;

/** The tables, by the names and ports that Postfix knows. */
@ThreadSafe
public final class LookupTables {

    private final RecipientQuestion question;
    private final OurDomains ours;
    private final AliasTable alias;
    private final CertificateTable certificate;

    /** Called by James' injector. */
    @Inject
    public LookupTables(
            RecipientPolicy policy,
            RecipientDirectory directory,
            ClientCertificates certificates,
            RefusalListener refusals,
            SealMxConfiguration configuration,
            Clock clock) {
        this.question = new RecipientQuestion(policy, refusals);
        this.ours = OurDomains.of(configuration.domains(), configuration.resolver());
        this.alias = new AliasTable(directory, ours, clock);
        this.certificate = new CertificateTable(certificates, clock);
    }

    /**
     * The maps of socketmap.
     *
     * @param transport what the map of transports says
     */
    Map<PostfixMap, LookupTable> socketmaps(String transport) {
        return Map.of(
                PostfixMap.SOCKETMAP_RECIPIENT, new RecipientTable(question),
                PostfixMap.SOCKETMAP_ACCESS, new AccessTable(question, ours, AccessTable.DUNNO),
                PostfixMap.SOCKETMAP_ALIAS, alias,
                PostfixMap.SOCKETMAP_CERTIFICATE, certificate,
                PostfixMap.SOCKETMAP_TRANSPORT, new TransportTable(ours, transport));
    }

    /** leap_mx's table of recipients, which is one for access. */
    LookupTable leapRecipient() {
        return new AccessTable(question, ours, AccessTable.OK);
    }

    /** leap_mx's table of aliases. */
    LookupTable leapAlias() {
        return alias;
    }

    /** leap_mx's table of client certificates. */
    LookupTable leapCertificate() {
        return certificate;
    }
}
