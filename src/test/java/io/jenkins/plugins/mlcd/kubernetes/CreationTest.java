package io.jenkins.plugins.mlcd.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreationTest {

    @ParameterizedTest(name = "{0} {1} (ours: {2}): {3}")
    @CsvSource({
        "409, jobs.batch \"x\" already exists, true, CREATED",
        "409, jobs.batch \"x\" already exists, false, REFUSED",
        "403, 'jobs.batch \"x\" is forbidden: exceeded quota: jobs, requested: count/jobs.batch=1, used: 10, limited: 10', false, NO_ROOM",
        "403, jobs.batch is forbidden: User \"jenkins\" cannot create resource \"jobs\", false, REFUSED",
        "422, Job.batch \"x\" is invalid: spec.template.spec.containers[0].image: Required value, false, REFUSED",
        "400, 'strict decoding error: unknown field \"spec.template.spec.tolerationz\"', false, REFUSED",
        "404, namespaces \"ml\" not found, false, REFUSED",
        "401, Unauthorized, false, AWAY",
        "429, too many requests, false, AWAY",
        "500, etcdserver: leader changed, false, AWAY",
        "503, service unavailable, false, AWAY",
        "0, Connection refused, false, AWAY"
    })
    void tellsAFullQuotaAndATiredServerFromARefusal(int code, String message, boolean ours, Creation.Outcome outcome) {
        assertThat(Creation.of(code, message, ours).outcome()).isEqualTo(outcome);
    }
}
