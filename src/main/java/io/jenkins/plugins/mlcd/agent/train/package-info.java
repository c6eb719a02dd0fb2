/** Trainers: they learn from a data set, report each step by the protocol and leave a model directory. */
package io.jenkins.plugins.mlcd.agent.train;
