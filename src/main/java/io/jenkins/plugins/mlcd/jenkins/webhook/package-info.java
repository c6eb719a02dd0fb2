/** The webhook's address in Jenkins, and who may send to it. */
package io.jenkins.plugins.mlcd.jenkins.webhook;
