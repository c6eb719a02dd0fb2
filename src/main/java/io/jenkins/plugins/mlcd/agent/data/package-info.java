/** Data sets as the commands read them: parts in directories, IDX or CSV, with sizes capped because the files are not trusted. */
package io.jenkins.plugins.mlcd.agent.data;
