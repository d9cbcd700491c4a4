package org.sealmx.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.CodeBlocks.Block;

/**
 * Every configuration sample in every document is the shipped one, or one of the few that differ on purpose, which are
 * listed here.
 */
class SamplesTest {

    private static final Pattern SETTING = Pattern.compile("([a-z][a-z0-9_]*) = (.+)");
    private static final Pattern PROPERTY = Pattern.compile("([^=]+)=(.*)");

    private static final Pattern COMMENTED_OUT = Pattern.compile("(?s)<!--[^<>]*(<mailet .*?</mailet>)\\s*-->");

    /** Values in documents that differ from the shipped file, because operators choose them. */
    private static final Map<String, Set<String>> CHOICES = Map.ofEntries(
            Map.entry(
                    "extensions.properties: guice.extension.module",
                    Set.of(
                            "org.sealmx.server.guice.SealMxModule",
                            "org.sealmx.server.guice.SealMxModule,com.example.AppendModule")),
            Map.entry("sealmx.properties: directory", Set.of("file://conf/directory.json", "http://127.0.0.1:5984")),
            Map.entry("sealmx.properties: store", Set.of("mailbox", "couchdb", "soledad", "lmtp", "append")),
            Map.entry("sealmx.properties: next-hop", Set.of("inet:127.0.0.1:24")),
            Map.entry("sealmx.properties: forward-hop", Set.of("inet:127.0.0.1:10026")),
            Map.entry("sealmx.properties: delivery-journal", Set.of("couchdb")),
            Map.entry("sealmx.properties: couchdb-credentials", Set.of("file://conf/couchdb.credentials")),
            Map.entry("sealmx.properties: soledad-url", Set.of("http://127.0.0.1:35881")),
            Map.entry("sealmx.properties: soledad-token", Set.of("file://conf/soledad.token")),
            Map.entry("webadmin.properties: port", Set.of("8000")),
            Map.entry("sealmx.properties: socketmap-port", Set.of("10023")),
            Map.entry("sealmx.properties: tcp-table-ports", Set.of("2244,4242,2424")),
            Map.entry("sealmx.properties: page-port", Set.of("10081")),
            Map.entry("sealmx.properties: page-origins", Set.of("https://keys.example.org")),
            Map.entry("sealmx.properties: page-operators", Set.of("postmaster@example.org")));

    @Test
    void wholeFilesOfXmlShouldBeTheShippedOnes() throws IOException {
        Map<String, Element> shipped = Repository.shippedXml();
        List<String> compared = new ArrayList<>();
        for (Block block : xml()) {
            Element sample = Element.parseAll(block.text()).get(0);
            if (shipped.containsKey(sample.name())) {
                Element expected = shipped.get(sample.name());
                if (sample.name().equals("imapservers")) {
                    // the standard port, and a second server for other machines
                    sample = new Element(
                            sample.name(),
                            sample.attributes(),
                            "",
                            sample.children().subList(0, 1));
                    expected = Element.parseAll(Files.readString(Repository.path("james-conf/conf/imapserver.xml"))
                                    .replace("${sys:sealmx.imap.port:-10143}", "143"))
                            .get(0);
                }
                assertThat(sample).as("%s", block).isEqualTo(expected);
                compared.add(sample.name());
            }
        }
        assertThat(compared).contains("domainlist", "lmtpservers", "mailetcontainer", "imapservers");
    }

    @Test
    void partsOfXmlShouldHaveEverythingThatTheShippedFileHasThere() throws IOException {
        Map<String, Element> shipped = Repository.shippedXml();
        int compared = 0;
        for (Block block : xml()) {
            for (Element part : parts(block)) {
                if (!shipped.containsKey(part.name())) {
                    assertThat(Stream.concat(shipped.values().stream(), commentedOut().stream())
                                    .flatMap(Element::all)
                                    .map(SamplesTest::anyDelivery))
                            .as("%s: %s", block, part)
                            .anySatisfy(element -> assertThat(anyDelivery(part).extendsOther(element))
                                    .isTrue());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(3);
    }

    /** The mailets that the shipped chain has in comments. */
    private static List<Element> commentedOut() throws IOException {
        String chain = Files.readString(Repository.path("james-conf/conf/mailetcontainer.xml"));
        return COMMENTED_OUT
                .matcher(chain)
                .results()
                .flatMap(comment -> Element.parseAll(comment.group(1)).stream())
                .toList();
    }

    /** For a part of a processor, only the mailets in it count, not the others that the processor has. */
    private static List<Element> parts(Block block) {
        List<Element> parts = Element.parseAll(block.text());
        return parts.get(0).name().equals("processor") ? parts.get(0).children() : parts;
    }

    /** Which mailet delivers is the operator's choice. */
    private static Element anyDelivery(Element element) {
        return "org.sealmx.matchers.IsSealed".equals(element.attributes().get("match"))
                ? element.without("class")
                : element;
    }

    private static List<Block> xml() throws IOException {
        return Repository.blocks().stream()
                .filter(block -> block.text().startsWith("<"))
                .toList();
    }

    @Test
    void blocksOfXmlShouldNameTheirLanguage() throws IOException {
        assertThat(xml()).allMatch(block -> block.language().equals("xml"));
    }

    @Test
    void propertiesShouldBeThoseOfAShippedFile() throws IOException {
        int compared = 0;
        for (Block block : Repository.blocks()) {
            if (block.language().equals("properties")) {
                Map<String, String> sample = new LinkedHashMap<>();
                for (String line :
                        block.text().lines().filter(text -> !text.isBlank()).toList()) {
                    Matcher property = PROPERTY.matcher(line);
                    assertThat(property.matches()).as("%s: %s", block, line).isTrue();
                    sample.put(property.group(1), property.group(2));
                }
                assertThat(Repository.shippedProperties()).as("%s", block).anySatisfy((file, shipped) -> assertThat(
                                sample)
                        .allSatisfy((key, value) -> assertThat(shipped).containsKey(key))
                        .allSatisfy((key, value) -> assertThat(value)
                                .isIn(CHOICES.getOrDefault(file + ": " + key, Set.of(shipped.get(key))))));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(5);
    }

    @Test
    void settingsOfPostfixShouldBeTheSameEverywhere() throws IOException {
        Map<String, String> settings = settings();
        assertThat(settings).containsKeys("relay_transport", "lmtp_line_length_limit");
        Pattern named =
                Pattern.compile("\\b(" + String.join("|", settings.keySet()) + ") ?= ?([^\\s`,;)\"']*[^\\s`,;).\"'])");
        List<Path> files = new ArrayList<>(Repository.documents());
        files.addAll(Repository.files("james-conf/conf", ""));
        files.addAll(Repository.files("standalone/src/main", ""));
        files.addAll(Repository.files("server/src/main", ""));
        for (Path file : files) {
            // what other programs write is a block of text
            String ours = Files.readString(file).replaceAll("(?ms)^```text\\n.*?^```$", "");
            named.matcher(ours).results().forEach(found -> assertThat(settings.get(found.group(1)))
                    .as("%s: %s", file, found.group())
                    .startsWith(found.group(2)));
        }
    }

    @Test
    void wholeMainCfShouldHaveTheSettingsOfTheSampleThatItDoesNotReplace() throws IOException {
        Map<String, String> whole = new LinkedHashMap<>();
        Files.readAllLines(Repository.path("james-conf/postfix/main.cf")).stream()
                .map(SETTING::matcher)
                .filter(Matcher::matches)
                .forEach(setting -> whole.put(setting.group(1), setting.group(2)));
        Map<String, String> same = settings();
        same.keySet()
                .removeIf(name -> name.startsWith("relay_")
                        || name.contains("verif")
                        || name.equals("smtpd_recipient_restrictions"));

        assertThat(same).hasSizeGreaterThan(5);
        assertThat(whole).containsAllEntriesOf(same);
    }

    /** The settings in the only sample of {@code main.cf}. */
    private static Map<String, String> settings() throws IOException {
        List<Block> samples = Repository.blocks().stream()
                .filter(block -> block.language().isEmpty())
                .filter(block -> block.text().lines().allMatch(line -> SETTING.matcher(line)
                        .matches()))
                .toList();
        assertThat(samples).as("the sample of main.cf is one text").hasSize(1);
        Map<String, String> settings = new LinkedHashMap<>();
        samples.get(0)
                .text()
                .lines()
                .map(SETTING::matcher)
                .filter(Matcher::matches)
                .forEach(setting -> settings.put(setting.group(1), setting.group(2)));
        return settings;
    }
}
