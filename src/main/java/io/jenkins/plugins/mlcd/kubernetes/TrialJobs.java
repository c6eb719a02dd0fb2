package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The Jobs of one study in a cluster. Every method may fail with a {@link KubernetesClientException}. */
public interface TrialJobs extends AutoCloseable {

    /** Begins to look at the study's Jobs, those of an earlier run of the controller included. */
    void open();

    /** Creates the Job of an attempt. */
    Creation create(TrialSpec trial);

    /** All Jobs of the study, as they were a moment ago; one that was just created may be missing. */
    List<JobView> list();

    /** The Job of an attempt as it is now; empty when there is none. */
    Optional<JobView> find(TrialKey key);

    /** Deletes the Job of an attempt and its pod, which gets its grace period; none is no mistake. */
    void delete(TrialKey key);

    /** Name of the container that trains. */
    String container();

    /** The log of an attempt's container. */
    TrialLog log(JobView view, LogCursor cursor);

    /** Deletes everything of the study. */
    void deleteAll();

    /** Deletes what builds of the same Pipeline job left that do not run any more, such as when the controller was lost. */
    List<Integer> deleteStrays(IntPredicate running);

    /** Stops looking; nothing is deleted. */
    @Override
    void close();
}
