/** Why builds start by themselves: the trigger of a job, the cause of a build, and the request for a retraining. */
package io.jenkins.plugins.mlcd.jenkins.triggers;
