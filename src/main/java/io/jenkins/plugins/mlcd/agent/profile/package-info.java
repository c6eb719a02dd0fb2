/**
 * Features of inputs that can be watched: a few figures that say how a sample looks, computed the same way on training
 * data (the reference) and on traffic (in the model server).
 */
package io.jenkins.plugins.mlcd.agent.profile;
