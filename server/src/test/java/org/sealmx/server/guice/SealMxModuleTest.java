package org.sealmx.server.guice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Binding;
import com.google.inject.Key;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealMxModuleTest {

    @Test
    void moduleShouldBindEachKeyOnce() {
        List<Key<?>> bound = new ArrayList<>();
        for (Element element : Elements.getElements(new SealMxModule())) {
            if (element instanceof Binding<?> binding) {
                bound.add(binding.getKey());
            }
        }

        assertThat(bound).isNotEmpty().doesNotHaveDuplicates();
    }
}
