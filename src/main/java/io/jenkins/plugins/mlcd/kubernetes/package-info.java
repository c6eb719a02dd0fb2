/**
 * Trials as Kubernetes Jobs: what a trial's Job looks like, what the cluster says of it in words, its log, and how many
 * may be in flight. All decisions are pure; {@link io.jenkins.plugins.mlcd.kubernetes.ClusterTrialJobs} alone talks to
 * an API server.
 */
package io.jenkins.plugins.mlcd.kubernetes;
