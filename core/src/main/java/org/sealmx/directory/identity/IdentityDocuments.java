package org.sealmx.directory.identity;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.function.Supplier;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;

/** All documents of a directory, for work that is not about a single message. */
@ThreadSafe
public interface IdentityDocuments {

    /** How many documents are read before the visitor is asked whether to go on. */
    int PAGE = 100;

    /** Is shown each document. Used by one thread. */
    interface Visitor {

        /**
         * Takes a document that could be understood.
         *
         * @param identity the document
         * @param certificates reads its certificates, which takes about a millisecond
         */
        void identity(Identity identity, Supplier<CertificateSource> certificates);

        /** Called after each page; may wait, so that the directory and the processor are left to others meanwhile. */
        boolean goOn();
    }

    /**
     * Reads all documents, page by page, so that only one page is in memory in addition to what the directory holds
     * anyway. A document that changes meanwhile is shown once, in one of its states, or not at all.
     *
     * @return whether all were read; false when the visitor wanted no more
     * @throws DirectoryUnavailableException when the directory cannot be read to its end
     */
    boolean visit(Visitor visitor) throws DirectoryUnavailableException;

    /**
     * The documents of an account in a stable order, those that are broken included.
     *
     * @throws DirectoryUnavailableException when the directory cannot answer now
     */
    List<IdentityDocument> of(AccountId account) throws DirectoryUnavailableException;
}
