/** Servers of models in a cluster: the canary beside the stable version, readiness in words, promotion and removal. */
package io.jenkins.plugins.mlcd.kubernetes.workload;
