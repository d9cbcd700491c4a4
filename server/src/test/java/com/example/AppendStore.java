package com.example;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SearchableStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.sealing.SealingFormat;

/** Appends all messages to one file, each with a last line that names its delivery. */
@Singleton
public final class AppendStore implements SearchableStore {

    static final String NAME = "append";

    private final Path file;

    @Inject
    public AppendStore(FileSystem files) throws IOException {
        file = files.getFile("file://var/sealed-mail").toPath();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SealingFormat format() {
        return SealingFormat.MIME;
    }

    @Override
    public Set<StorePromise> promises() {
        return Set.of(StorePromise.DURABLE);
    }

    @Override
    public synchronized StoreResult append(SealedDelivery delivery) {
        try (InputStream in = delivery.message().open();
                OutputStream out = Files.newOutputStream(
                        file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC)) {
            in.transferTo(out);
            out.write(("\r\n" + end(delivery.id()) + "\r\n").getBytes(ISO_8859_1));
            return new StoreResult.Stored();
        } catch (IOException e) {
            return unavailable(e);
        }
    }

    @Override
    public synchronized Optional<StoreResult> find(SealedDelivery delivery) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
            return lines.anyMatch(end(delivery.id())::equals)
                    ? Optional.of(new StoreResult.AlreadyThere())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(unavailable(e));
        }
    }

    private static String end(DeliveryId id) {
        return ".end of delivery " + id.hex();
    }

    private static StoreResult unavailable(IOException e) {
        return new StoreResult.Unavailable(
                StoreResult.Scope.STORE, "file", e.getClass().getSimpleName());
    }
}
