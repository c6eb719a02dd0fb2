package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Optional;

/**
 * What the cluster has of one trial now.
 *
 * @param job its Job
 * @param pod the Job's newest pod; empty while there is none, or when it was deleted
 * @param refusal the cluster's own words why it makes no pod for the Job; empty when none are known
 */
public record JobView(TrialKey key, Job job, Optional<Pod> pod, Optional<String> refusal) {}
