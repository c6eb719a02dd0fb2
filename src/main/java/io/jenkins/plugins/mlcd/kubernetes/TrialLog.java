package io.jenkins.plugins.mlcd.kubernetes;

/** A container's log that is followed. */
public interface TrialLog extends AutoCloseable {

    /** Sees to it that the log is followed: connects when it is not, or not any more. */
    void follow();

    /**
     * Reads what is left of the log of a container that has ended.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when the log cannot be read now
     */
    void drain();

    /** Stops following. */
    @Override
    void close();
}
