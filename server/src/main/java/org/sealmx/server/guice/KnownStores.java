package org.sealmx.server.guice;

import com.google.inject.Binding;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinderBinding;
import com.google.inject.multibindings.MultibinderBinding;
import com.google.inject.multibindings.MultibindingsTargetVisitor;
import com.google.inject.multibindings.OptionalBinderBinding;
import com.google.inject.spi.DefaultBindingTargetVisitor;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.options.OptionWords;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.SealMxConfigurationReader;
import org.sealmx.server.config.StartUpException;

/** Whether {@code store} of {@code sealmx.properties} names a store that there is. Pure functions. */
public final class KnownStores {

    private static final Key<Map<String, SealedStore>> STORES = Key.get(new TypeLiteral<Map<String, SealedStore>>() {});

    private KnownStores() {}

    /**
     * Refuses a name that no store has.
     *
     * @param names of all stores
     * @throws StartUpException when the name is not among them
     */
    public static void require(Store store, Collection<String> names) {
        if (!names.contains(store.word())) {
            throw new StartUpException(OptionWords.quoted(SealMxConfigurationReader.NAME + ".properties")
                    .bad("store", store.word(), String.join(" or ", new TreeSet<>(names))));
        }
    }

    /**
     * The names of SealMX' own stores and of those that further modules bind. No store is made.
     *
     * @param modules asked for their bindings only
     */
    public static Set<String> boundBy(Collection<? extends Module> modules) {
        List<Module> all = new ArrayList<>(modules);
        all.add(new StoresModule());
        List<Element> elements = Elements.getElements(all);
        Set<String> names = new TreeSet<>();
        for (Element element : elements) {
            if (element instanceof Binding<?> binding && binding.getKey().equals(STORES)) {
                names.addAll(namesIn(binding, elements));
            }
        }
        return names;
    }

    private static <T> Set<String> namesIn(Binding<T> binding, List<Element> elements) {
        return binding.acceptTargetVisitor(new EntriesOf<T>(elements));
    }

    /** The keys of a map that is bound entry by entry; none of any other binding. */
    private static final class EntriesOf<T> extends DefaultBindingTargetVisitor<T, Set<String>>
            implements MultibindingsTargetVisitor<T, Set<String>> {

        private final List<Element> elements;

        EntriesOf(List<Element> elements) {
            this.elements = elements;
        }

        @Override
        protected Set<String> visitOther(Binding<? extends T> binding) {
            return Set.of();
        }

        @Override
        public Set<String> visit(MultibinderBinding<? extends T> set) {
            return Set.of();
        }

        @Override
        public Set<String> visit(MapBinderBinding<? extends T> map) {
            Set<String> names = new TreeSet<>();
            map.getEntries(elements).forEach(entry -> names.add(String.valueOf(entry.getKey())));
            return names;
        }

        @Override
        public Set<String> visit(OptionalBinderBinding<? extends T> optional) {
            return Set.of();
        }
    }
}
