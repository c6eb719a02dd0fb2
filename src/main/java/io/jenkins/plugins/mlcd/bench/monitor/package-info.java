/** Parts of {@code mlcd bench monitor}: each measures one thing about watching a model. */
package io.jenkins.plugins.mlcd.bench.monitor;
