/**
 * Looks at a data set where it lies, on an agent: reads its parts, checks them, and takes over what production captured.
 * Its classes go to the agent, so they need nothing but the JDK; only {@code DatasetRecord} knows JSON.
 */
package io.jenkins.plugins.mlcd.dataset;
