package io.jenkins.plugins.mlcd.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.machine.NvidiaSmi.Gpu;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NvidiaSmiTest {

    private static final long MIB = 1L << 20;

    static Stream<Arguments> gpus() {
        return Stream.of(
                Arguments.of("NVIDIA A100-SXM4-40GB, 40960, 550.54.15\n", List.of(new Gpu("NVIDIA A100-SXM4-40GB", OptionalLong.of(40960 * MIB), "550.54.15"))),
                Arguments.of("Tesla T4, 15360, 535.161.08\nTesla T4, 15360, 535.161.08\n",
                        List.of(new Gpu("Tesla T4", OptionalLong.of(15360 * MIB), "535.161.08"), new Gpu("Tesla T4", OptionalLong.of(15360 * MIB), "535.161.08"))),
                Arguments.of("NVIDIA GeForce RTX 4090, 24564 MiB, 552.44\r\n", List.of(new Gpu("NVIDIA GeForce RTX 4090", OptionalLong.of(24564 * MIB), "552.44"))),
                Arguments.of("NVIDIA GH200 480GB, [N/A], 560.35.03", List.of(new Gpu("NVIDIA GH200 480GB", OptionalLong.empty(), "560.35.03"))),
                Arguments.of("GRID K520, [Not Supported], 367.134", List.of(new Gpu("GRID K520", OptionalLong.empty(), "367.134"))),
                Arguments.of("No devices were found\n", List.of()),
                Arguments.of("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n", List.of()),
                Arguments.of("Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 550.90\n", List.of()),
                Arguments.of("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("gpus")
    void readsTheGpusOfAMachine(String csv, List<Gpu> gpus) {
        assertThat(NvidiaSmi.parseGpus(csv)).isEqualTo(gpus);
    }

    @Test
    void addsUpWhatAProcessHoldsOnSeveralGpus() {
        assertThat(NvidiaSmi.parseProcesses("3121, 2048\n3121, 1024\n99, [N/A]\n7, 512 MiB\nno processes\n"))
                .isEqualTo(Map.of(3121L, 3072 * MIB, 7L, 512 * MIB));
    }

    @Test
    void findsNoneWhereTheToolIsNot() {
        // Holds on a machine with the tool as well: whatever it says is a list.
        assertThat(NvidiaSmi.gpus()).isNotNull().allSatisfy(gpu -> assertThat(gpu.name()).isNotBlank());
    }
}
