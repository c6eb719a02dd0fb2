/** The step that checks a data set and gives it a version. */
package io.jenkins.plugins.mlcd.jenkins.steps.dataset;
