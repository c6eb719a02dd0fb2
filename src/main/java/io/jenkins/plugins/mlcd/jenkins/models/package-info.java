/** Model files in the archives of builds, and what Jenkins keeps because of them. */
package io.jenkins.plugins.mlcd.jenkins.models;
