package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyMemoryTest {

    @Test
    void findsWhatAMapOfTheNewestKeysFindsAlsoAfterItWasSaved() {
        SplittableRandom random = new SplittableRandom(8);
        KeyMemory memory = new KeyMemory();
        LinkedHashMap<Integer, Integer> model = new LinkedHashMap<>();
        for (int id = 1; id <= 2 * KeyMemory.MOST; id++) {
            int key = random.nextInt(KeyMemory.MOST * 3 / 2);
            memory.add("alert " + key, id);
            model.put(key, id);
            if (model.size() > KeyMemory.MOST) {
                model.remove(model.keySet().iterator().next());
            }
        }
        KeyMemory loaded = new KeyMemory();
        loaded.load(memory.save());
        assertThat(memory.size()).isEqualTo(KeyMemory.MOST);
        for (int key = 0; key < KeyMemory.MOST * 3 / 2; key += 3) {
            Integer id = model.get(key);
            OptionalInt expected = id == null ? OptionalInt.empty() : OptionalInt.of(id);
            assertThat(memory.find("alert " + key)).as("alert %d", key).isEqualTo(expected);
            assertThat(loaded.find("alert " + key)).as("alert %d, loaded", key).isEqualTo(expected);
        }
    }
}
