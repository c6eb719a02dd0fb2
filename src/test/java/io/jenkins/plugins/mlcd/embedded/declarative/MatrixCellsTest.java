package io.jenkins.plugins.mlcd.embedded.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixCellsTest {

    private static Map<String, List<String>> axes() {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        axes.put("A", List.of("1", "2"));
        axes.put("B", List.of("x", "y"));
        return axes;
    }

    private static List<String> names(List<Map<String, MatrixCells.Exclusion>> excludes) {
        return MatrixCells.of(axes(), excludes).stream().map(MatrixCells::name).toList();
    }

    @Test
    void areAllCombinationsTheLastAxisFastest() {
        assertThat(names(List.of())).containsExactly("A=1, B=x", "A=1, B=y", "A=2, B=x", "A=2, B=y");
    }

    @Test
    void leaveOutWhatAnExcludeCoversOnAllItsAxes() {
        assertThat(names(List.of(Map.of("A", new MatrixCells.Exclusion(List.of("1"), false), "B",
                        new MatrixCells.Exclusion(List.of("x"), true)))))
                .containsExactly("A=1, B=x", "A=2, B=x", "A=2, B=y");
    }
}
