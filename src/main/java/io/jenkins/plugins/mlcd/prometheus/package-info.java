/**
 * The client of a Prometheus server's HTTP API (prometheus.io/docs/prometheus/latest/querying/api), and the figures of a
 * rollout that are read with it.
 */
package io.jenkins.plugins.mlcd.prometheus;
