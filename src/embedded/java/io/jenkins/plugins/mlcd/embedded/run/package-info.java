/** One {@code mlcd run}: its home, its builds, its end. */
package io.jenkins.plugins.mlcd.embedded.run;
