/** What the pods of model servers record of their traffic. */
package io.jenkins.plugins.mlcd.kubernetes.pods;
