/**
 * Hyperparameter sweeps: the search space, samplers, pruners, and the study that asks for trials and is told their
 * results. A study is a log of facts ({@code study-<name>.jsonl}) and the pure decisions taken on it; it knows neither
 * Jenkins nor how a trial is run.
 */
package io.jenkins.plugins.mlcd.sweep;
