/**
 * The client of a deployment target's admin API, as the protocol reference states it. It is below the canary and the
 * monitor, which both use it.
 */
package io.jenkins.plugins.mlcd.target;
