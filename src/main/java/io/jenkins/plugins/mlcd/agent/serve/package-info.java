/**
 * The model server: answers predictions over HTTP, and keeps profiles and captured samples of its traffic without
 * letting a prediction wait for them.
 */
package io.jenkins.plugins.mlcd.agent.serve;
