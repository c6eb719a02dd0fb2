/** Measures a model on labelled samples: how often it is right, how sure, and how fast. */
package io.jenkins.plugins.mlcd.agent.evaluate;
