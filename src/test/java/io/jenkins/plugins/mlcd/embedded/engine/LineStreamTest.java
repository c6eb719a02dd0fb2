package io.jenkins.plugins.mlcd.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LineStreamTest {

    @Property(tries = 200)
    void givesTheSameLinesHoweverTheBytesArrive(@ForAll List<String> words, @ForAll @IntRange(min = 1, max = 7) int piece) throws Exception {
        List<String> written = words.stream().map(word -> word.replaceAll("[\\r\\n\\p{Cs}]", "")).toList();
        List<String> lines = new ArrayList<>();
        byte[] bytes = String.join("", written.stream().map(word -> word + "\n").toList()).getBytes(StandardCharsets.UTF_8);
        try (LineStream stream = new LineStream(lines::add)) {
            for (int start = 0; start < bytes.length; start += piece) {
                stream.write(bytes, start, Math.min(piece, bytes.length - start));
            }
        }
        assertThat(lines).isEqualTo(written);
    }
}
