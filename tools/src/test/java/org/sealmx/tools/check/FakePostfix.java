package org.sealmx.tools.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.sealmx.server.config.SealMxConfigurationReader;

/**
 * A Postfix with the lines of {@code docs/OPERATING.md} and otherwise its default values, beside a SealMX that is
 * configured as described there.
 */
final class FakePostfix implements PostfixSettings {

    final Map<String, String> values = new HashMap<>(Map.ofEntries(
            Map.entry("config_directory", "/etc/postfix"),
            Map.entry("mydestination", "mx.example.net, localhost.example.net, localhost"),
            Map.entry("parent_domain_matches_subdomains", "debug_peer_list,relay_domains,smtpd_access_maps"),
            Map.entry("relay_domains", "example.org"),
            Map.entry("relay_transport", "lmtp:inet:127.0.0.1:10024"),
            Map.entry("lmtp_tcp_port", "24"),
            Map.entry("local_transport", "local:mx.example.net"),
            Map.entry("local_recipient_maps", "proxy:unix:passwd.byname hash:/etc/aliases"),
            Map.entry("canonical_classes", "envelope_sender, envelope_recipient, header_sender, header_recipient"),
            Map.entry("recipient_canonical_classes", "envelope_recipient, header_recipient"),
            Map.entry("myorigin", "mx.example.net"),
            Map.entry("mailbox_size_limit", "0"),
            Map.entry("message_size_limit", "52428800"),
            Map.entry("lmtp_destination_recipient_limit", "50"),
            Map.entry("lmtp_data_done_timeout", "600s"),
            Map.entry("lmtp_line_length_limit", "0"),
            Map.entry(
                    "smtpd_recipient_restrictions",
                    "permit_mynetworks, reject_unauth_destination, reject_unverified_recipient"),
            Map.entry("smtpd_relay_restrictions", "permit_mynetworks, defer_unauth_destination"),
            Map.entry("unverified_recipient_reject_code", "550"),
            Map.entry("address_verify_negative_cache", "yes"),
            Map.entry("address_verify_negative_refresh_time", "10s"),
            Map.entry("address_verify_negative_expire_time", "20s"),
            Map.entry("address_verify_positive_refresh_time", "60s"),
            Map.entry("address_verify_positive_expire_time", "60s")));

    final Map<String, String> tables = new HashMap<>();
    /** For each table, such as {@code regexp:/x}, its values for keys that match an expression. */
    final Map<String, Map<String, String>> patterns = new HashMap<>();

    final Map<String, String> services = new HashMap<>(
            Map.of(
                    "lmtp", "lmtp       unix  -       -       y       -       -       lmtp",
                    "local", "local      unix  -       n       n       -       -       local",
                    "virtual", "virtual    unix  -       n       n       -       -       virtual",
                    "relay",
                            "relay      unix  -       -       y       -       -       smtp -o syslog_name=postfix/$service_name"));
    final Map<String, String> ours = new HashMap<>(Map.of("domains", "example.org"));
    final List<String> binds = new java.util.ArrayList<>(List.of("127.0.0.1:10024"));

    PostfixCheck.Result result() {
        PropertiesConfiguration properties = new PropertiesConfiguration();
        properties.addProperty("directory", "file://conf/directory.json");
        properties.addProperty("store", "mailbox");
        ours.forEach(properties::addProperty);
        return PostfixCheck.of(
                this, SealMxConfigurationReader.read(properties), new LmtpEntrance(binds, OptionalLong.of(52_428_800)));
    }

    List<String> problems() {
        return result().problems();
    }

    @Override
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    @Override
    public String value(String service, String name) {
        return Optional.ofNullable(values.get(service + "/" + name)).orElseGet(() -> value(name));
    }

    @Override
    public String service(String name) {
        return services.getOrDefault(name, "");
    }

    @Override
    public String lookup(String table, String key) {
        return patterns.getOrDefault(table, Map.of()).entrySet().stream()
                .filter(pattern ->
                        Pattern.compile(pattern.getKey()).matcher(key).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> tables.getOrDefault(table + " " + key, ""));
    }

    @Override
    public List<String> lines(String file) {
        return List.of(tables.getOrDefault(file, "").split("\n"));
    }
}
