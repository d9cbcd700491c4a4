package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.CertificateFingerprint;
import org.sealmx.directory.ClientCertificates;
import org.sealmx.directory.ClientCertificatesContract;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.identity.TestIdentities;

class FileClientCertificatesTest implements ClientCertificatesContract {

    @TempDir
    private Path folder;

    private final List<RecipientDirectory> opened = new ArrayList<>();

    @Override
    public ClientCertificates certificatesOf(String jsonArray) throws Exception {
        FileRecipientDirectory directory = FileBed.lenient()
                .open(Files.writeString(folder.resolve("identities-" + opened.size() + ".json"), jsonArray));
        opened.add(directory);
        return directory;
    }

    @AfterEach
    void close() {
        opened.forEach(RecipientDirectory::close);
    }

    @Test
    void findShouldFollowTheFile() throws Exception {
        CertificateFingerprint fingerprint =
                CertificateFingerprint.parse(FINGERPRINT).orElseThrow();
        FileRecipientDirectory directory = (FileRecipientDirectory) certificatesOf("[]");
        assertThat(directory.find(fingerprint, NOON)).isEmpty();

        Files.writeString(
                folder.resolve("identities-0.json"),
                TestIdentities.array(TestIdentities.main("u1", "alice@example.org")
                        .withRaw("cert_fingerprints", "{\"" + FINGERPRINT + "\": \"2027-02-01\"}")));
        directory.look();
        directory.look();

        assertThat(directory.find(fingerprint, NOON)).isPresent();
    }
}
