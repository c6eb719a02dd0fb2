/** The one-line rules that people write, such as {@code latency_p99_ms <= 1.2 * baseline}: parsed, with units, without risk. */
package io.jenkins.plugins.mlcd.expression;
