/** Measures a model server under load: latency at a rate, throughput, health, and a candidate beside its baseline. */
package io.jenkins.plugins.mlcd.agent.load;
