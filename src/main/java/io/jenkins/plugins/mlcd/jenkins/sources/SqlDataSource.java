package io.jenkins.plugins.mlcd.jenkins.sources;

import hudson.Extension;
import hudson.model.Item;
import io.jenkins.plugins.mlcd.sources.Source;
import io.jenkins.plugins.mlcd.sources.SqlSource;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code sql(database: 'warehouse', query: 'SELECT COUNT(*) FROM digits')}: see {@link SqlSource}. The database is a name that an
 * administrator has configured, because a JDBC URL can make some drivers run programs.
 */
public final class SqlDataSource extends DataSource {

    private static final long serialVersionUID = 1L;

    private final String database;
    private final String query;

    /** @throws IllegalArgumentException when one of them is empty */
    @DataBoundConstructor
    public SqlDataSource(String database, String query) {
        this.database = required("database", database);
        this.query = required("query", query);
    }

    public String getDatabase() {
        return database;
    }

    public String getQuery() {
        return query;
    }

    @Override
    public String describe() {
        return "query of database " + database + ": " + query;
    }

    @Override
    public String uri() {
        return "sql:" + database;
    }

    @Override
    public Source source(Item job) {
        Database configured = SourceConfiguration.get().database(database)
                .orElseThrow(() -> new IllegalArgumentException("database '" + database + "' is not configured; an administrator can add it"));
        return new SqlSource(configured::connect, query);
    }

    @Extension
    @Symbol("sql")
    public static final class DescriptorImpl extends DataSourceDescriptor {

        @Override
        public String getDisplayName() {
            return "Query of a database";
        }
    }
}
