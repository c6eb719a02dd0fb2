/** The steps that register models and move them into and out of production. */
package io.jenkins.plugins.mlcd.jenkins.steps.registry;
