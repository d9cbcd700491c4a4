package org.sealmx.standalone.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.Map;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import org.sealmx.standalone.database.MailDatabase;

/** James' objects in the tables of a database, by OpenJPA. */
final class JpaModule extends AbstractModule {

    /** As in {@code persistence.xml}. */
    private static final String UNIT = "mailboxes";

    private final MailDatabase database;

    JpaModule(MailDatabase database) {
        this.database = database;
    }

    @Override
    protected void configure() {
        bind(MailDatabase.class).toInstance(database);
    }

    /** Tables and columns that are missing are added; nothing is changed or removed. */
    @Provides
    @Singleton
    EntityManagerFactory entities() {
        return Persistence.createEntityManagerFactory(
                UNIT,
                Map.of(
                        "openjpa.ConnectionFactory", database.connections(),
                        "openjpa.Multithreaded", "true",
                        "openjpa.Log", "slf4j",
                        // the classes are enhanced in James' jars
                        "openjpa.DynamicEnhancementAgent", "false",
                        "openjpa.jdbc.SynchronizeMappings", "buildSchema(ForeignKeys=true)",
                        "openjpa.jdbc.SchemaFactory", "native(ForeignKeys=true)",
                        "openjpa.jdbc.MappingDefaults",
                                "ForeignKeyDeleteAction=cascade, JoinForeignKeyDeleteAction=cascade",
                        // its statements would keep parameters of the first use
                        "openjpa.jdbc.QuerySQLCache", "false"));
    }
}
