/** Models as directories: their description, the algorithms that make them, and predictors that run them. */
package io.jenkins.plugins.mlcd.agent.model;
