/**
 * Looks at data where no webhook can be had: directories, web pages, buckets, tables, git branches. A look is cheap when nothing has
 * changed, and what was seen is kept, so that a restart neither repeats nor loses a change.
 */
package io.jenkins.plugins.mlcd.sources;
