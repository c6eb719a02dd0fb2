/**
 * The stock steps that Pipelines use, written as real steps against the same API as the plugin's own, with the parameters and
 * the behaviour that Jenkins documents. Registered by {@link StockSteps}, not by annotation.
 */
package io.jenkins.plugins.mlcd.embedded.steps;
