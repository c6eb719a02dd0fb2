/**
 * What the sweep steps need to run trials in a Pipeline: the worker's state machine, the trial's directory and reports,
 * the samplers and pruners as they are written in a Jenkinsfile, and the models that a study keeps.
 */
package io.jenkins.plugins.mlcd.jenkins.steps.sweep;
