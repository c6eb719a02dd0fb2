/**
 * Runs steps as Jenkins' Pipeline engine does, one JVM thread a branch: contexts, bodies, cancellation and executors. Knows
 * nothing of Groovy scripts or of Declarative.
 */
package io.jenkins.plugins.mlcd.embedded.engine;
