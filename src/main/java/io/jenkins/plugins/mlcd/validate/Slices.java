package io.jenkins.plugins.mlcd.validate;

import java.util.List;

/**
 * The worst slices of a benchmark, found without being asked for.
 *
 * @param looked how many slices were compared with the rest
 * @param fields which were looked at
 * @param leftOut fields that were not, and why
 * @param worst those that are significantly below the rest, the largest proven gap first
 * @param more how many others are significantly below the rest
 */
public record Slices(int looked, List<String> fields, List<String> leftOut, List<SliceFinding> worst, int more) {

    public Slices {
        fields = List.copyOf(fields);
        leftOut = List.copyOf(leftOut);
        worst = List.copyOf(worst);
    }
}
