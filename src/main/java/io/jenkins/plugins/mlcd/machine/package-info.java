/** What a machine is made of and what processes on it use, as Linux and the NVIDIA driver tell. Runs where the processes run. */
package io.jenkins.plugins.mlcd.machine;
