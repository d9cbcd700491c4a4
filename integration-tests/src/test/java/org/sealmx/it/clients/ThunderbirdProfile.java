package org.sealmx.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A new profile of Thunderbird: local folders but no account, no welcome pages, and no access to any network. */
final class ThunderbirdProfile {

    private static final String LOCAL_FOLDERS = "mail.server.server1.";

    private ThunderbirdProfile() {}

    /** Writes the settings. */
    static void write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("Mail/Local Folders"));
        Files.writeString(
                folder.resolve("user.js"),
                settings().entrySet().stream()
                        .map(setting -> "user_pref(\"" + setting.getKey() + "\", " + setting.getValue() + ");\n")
                        .collect(Collectors.joining()));
    }

    /** The values are JavaScript. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "mail.accountmanager.accounts",
                "\"account1\"",
                "mail.accountmanager.localfoldersserver",
                "\"server1\"",
                "mail.account.account1.server",
                "\"server1\"",
                LOCAL_FOLDERS + "type",
                "\"none\"",
                LOCAL_FOLDERS + "hostname",
                "\"Local Folders\"",
                LOCAL_FOLDERS + "userName",
                "\"nobody\"",
                LOCAL_FOLDERS + "name",
                "\"Local Folders\"",
                LOCAL_FOLDERS + "directory-rel",
                "\"[ProfD]Mail/Local Folders\""));
        settings.putAll(Map.of(
                "marionette.port", "0",
                "mail.openpgp.enable", "true",
                "mail.provider.suppress_dialog_on_startup", "true",
                "mail.shell.checkDefaultClient", "false",
                "mail.rights.version", "1",
                "mail.inappnotifications.enabled", "false",
                "mailnews.start_page.enabled", "false"));
        settings.putAll(Map.of(
                "app.update.enabled", "false",
                "security.OCSP.enabled", "0",
                "datareporting.policy.dataSubmissionEnabled", "false",
                "network.proxy.type", "1",
                "network.proxy.http", "\"127.0.0.1\"",
                "network.proxy.http_port", "9",
                "network.proxy.ssl", "\"127.0.0.1\"",
                "network.proxy.ssl_port", "9"));
        return settings;
    }
}
