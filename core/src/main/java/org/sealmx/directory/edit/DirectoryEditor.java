package org.sealmx.directory.edit;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.StoredDocument;

/**
 * Changes single identity documents. Each change is atomic, is on the disk when the method returns, and leaves every
 * field that it does not mean to change as it is, unknown ones included. A directory in use sees it within about two
 * seconds.
 */
@ThreadSafe
public interface DirectoryEditor {

    /**
     * The documents of an address, in a stable order.
     *
     * @param key an address, or the catch-all of a domain
     * @throws DirectoryUnavailableException when the directory cannot be read
     */
    List<StoredDocument> find(AddressKey key) throws DirectoryUnavailableException;

    /**
     * The documents of several addresses, as {@link #find} finds them.
     *
     * @throws DirectoryUnavailableException when the directory cannot be read
     */
    default Map<AddressKey, List<StoredDocument>> findEach(Set<AddressKey> keys) throws DirectoryUnavailableException {
        Map<AddressKey, List<StoredDocument>> found = new HashMap<>();
        for (AddressKey key : keys) {
            found.put(key, find(key));
        }
        return found;
    }

    /**
     * Reads every document of the directory, one after the other.
     *
     * @param documents gets each; throws nothing
     * @throws DirectoryUnavailableException when the directory cannot be read, after any number of documents
     */
    void forEach(Consumer<StoredDocument> documents) throws DirectoryUnavailableException;

    /**
     * Changes one document. When somebody else changes a document of the address at the same time, the decision is made
     * again, on what is there then.
     *
     * @param key the address whose documents the decision depends on
     * @param decision may be asked several times; changes nothing itself
     * @return what the document held before and after
     * @throws EditRefusedException when the decision is to change nothing, or the directory does not allow the change
     * @throws DirectoryUnavailableException when the directory cannot be read or written. It is unchanged, unless the
     *     message says that this is not known
     */
    DirectoryChange edit(AddressKey key, EditDecision decision)
            throws EditRefusedException, DirectoryUnavailableException;
}
