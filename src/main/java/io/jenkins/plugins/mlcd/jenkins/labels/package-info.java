/** People who label: the step that fills a queue, its page, and what the job is told when enough is labelled. */
package io.jenkins.plugins.mlcd.jenkins.labels;
