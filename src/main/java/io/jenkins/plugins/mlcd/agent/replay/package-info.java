/** Traffic for a target: the samples of a data set as real HTTP requests, and their true labels as feedback. */
package io.jenkins.plugins.mlcd.agent.replay;
