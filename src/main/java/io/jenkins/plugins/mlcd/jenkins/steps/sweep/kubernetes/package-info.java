/** Sweeps whose trials are Jobs in a Kubernetes cluster. */
package io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes;
