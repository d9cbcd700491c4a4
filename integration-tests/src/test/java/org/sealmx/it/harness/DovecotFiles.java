package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Map;

/**
 * The configuration of one Dovecot: as little of our own as Dovecot needs, and then the samples of {@code james-conf}
 * with other paths and another port. Mail belongs to the system's user {@code mail}; needs root, as Dovecot does by
 * default.
 */
final class DovecotFiles {

    private static final String OWNER = "mail";

    private final Path root;

    DovecotFiles(Path root) {
        this.root = root;
    }

    Path configuration() {
        return root.resolve("conf/dovecot.conf");
    }

    Path script() {
        return root.resolve("conf/sealmx.sieve");
    }

    Path home(String address) {
        return root.resolve("mail").resolve(address);
    }

    void write(int port, Map<String, String> quotas) throws IOException {
        Files.createDirectory(root.resolve("conf"));
        Files.writeString(configuration(), ours());
        Files.copy(DovecotSample.folder().resolve("sealmx.sieve"), script());
        String sample = Files.readString(DovecotSample.folder().resolve("dovecot.conf"));
        Files.writeString(
                root.resolve("conf/99-sealmx.conf"),
                replace(replace(sample, "port = 24", "port = " + port), "/etc/dovecot/", root + "/conf/"));
        own(Files.createDirectory(root.resolve("mail")));
        StringBuilder users = new StringBuilder();
        for (Map.Entry<String, String> quota : quotas.entrySet()) {
            own(Files.createDirectory(home(quota.getKey())));
            users.append("%s:{PLAIN}x::::%s::userdb_quota_rule=%s%n"
                    .formatted(quota.getKey(), home(quota.getKey()), quota.getValue()));
        }
        Files.writeString(root.resolve("conf/users"), users);
    }

    private static String replace(String sample, String shipped, String ours) {
        if (!sample.contains(shipped)) {
            throw new AssertionError("no '" + shipped + "' in " + sample);
        }
        return sample.replace(shipped, ours);
    }

    private String ours() {
        return """
                base_dir = %1$s/run
                log_path = %1$s/dovecot.log
                ssl = no
                protocols =
                mail_location = maildir:~/Maildir
                mail_save_crlf = yes
                mail_uid = %2$s
                mail_gid = %2$s
                first_valid_uid = 1
                mail_plugins = quota
                passdb {
                  driver = passwd-file
                  args = %1$s/conf/users
                }
                userdb {
                  driver = passwd-file
                  args = %1$s/conf/users
                }
                plugin {
                  quota = maildir:User quota
                }
                namespace inbox {
                  inbox = yes
                }
                !include 99-sealmx.conf
                """.formatted(root, OWNER);
    }

    private static void own(Path folder) throws IOException {
        UserPrincipalLookupService users = folder.getFileSystem().getUserPrincipalLookupService();
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        view.setOwner(users.lookupPrincipalByName(OWNER));
        view.setGroup(users.lookupPrincipalByGroupName(OWNER));
    }
}
