/** The record in the forms of other tools: MLflow's file store, OpenMetrics, CSV. Reads what is recorded, decides nothing. */
package io.jenkins.plugins.mlcd.export;
