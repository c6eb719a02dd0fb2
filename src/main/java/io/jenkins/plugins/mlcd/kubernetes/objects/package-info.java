/** Objects of a cluster as JSON: read whole, written by their differences or by server-side apply. */
package io.jenkins.plugins.mlcd.kubernetes.objects;
