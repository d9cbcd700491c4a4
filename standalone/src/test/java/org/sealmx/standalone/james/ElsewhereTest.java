package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElsewhereTest {

    @TempDir
    Path conf;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    store=couchdb                                  | in CouchDB, as store=couchdb
                    store = soledad                                | in Soledad, as store=soledad
                    store=lmtp\\nnext-hop=inet:127.0.0.1:24       | at inet:127.0.0.1:24 (LMTP), as store=lmtp
                    """)
    void mailThatGoesElsewhereShouldBeSaid(String lines, String where) throws Exception {
        Path file = Files.writeString(conf.resolve("sealmx.properties"), lines.replace("\\n", "\n"));

        assertThat(Elsewhere.of(conf)).contains(where + " in " + file + " says");
    }

    @Test
    void mailForTheMailboxesHereShouldNotGoElsewhere() throws Exception {
        assertThat(Elsewhere.of(Path.of("../james-conf/conf"))).isEmpty();
        Files.writeString(conf.resolve("sealmx.properties"), "#store=couchdb\nnext-hop=inet:127.0.0.1:24\n");
        assertThat(Elsewhere.of(conf)).isEmpty();
    }
}
