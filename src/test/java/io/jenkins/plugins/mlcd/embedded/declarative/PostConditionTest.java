package io.jenkins.plugins.mlcd.embedded.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostConditionTest {

    @Test
    void runsInTheOrderThatJenkinsDocuments() {
        assertThat(PostCondition.symbols()).isEqualTo(List.of("always", "changed", "fixed", "regression", "aborted", "failure", "success",
                "unstable", "notBuilt", "unsuccessful", "cleanup"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "SUCCESS, -, always changed success cleanup",
        "SUCCESS, SUCCESS, always success cleanup",
        "SUCCESS, FAILURE, always changed fixed success cleanup",
        "SUCCESS, UNSTABLE, always changed fixed success cleanup",
        "SUCCESS, ABORTED, always changed success cleanup",
        "FAILURE, SUCCESS, always changed regression failure unsuccessful cleanup",
        "FAILURE, FAILURE, always failure unsuccessful cleanup",
        "FAILURE, -, always changed failure unsuccessful cleanup",
        "UNSTABLE, SUCCESS, always changed regression unstable unsuccessful cleanup",
        "UNSTABLE, FAILURE, always changed unstable unsuccessful cleanup",
        "ABORTED, SUCCESS, always changed regression aborted unsuccessful cleanup",
        "NOT_BUILT, SUCCESS, always changed notBuilt unsuccessful cleanup",
    })
    void isMetByTheResultAndTheOneBefore(String now, String before, String met) {
        Result previous = before == null ? null : Result.fromString(before);
        assertThat(Arrays.stream(PostCondition.values())
                        .filter(condition -> condition.isMet(Result.fromString(now), previous))
                        .map(PostCondition::symbol)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(met);
    }
}
