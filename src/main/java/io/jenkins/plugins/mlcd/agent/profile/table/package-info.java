/** Profiles of tables in files: CSV, JSON Lines and Parquet, read row by row in bounded memory. */
package io.jenkins.plugins.mlcd.agent.profile.table;
