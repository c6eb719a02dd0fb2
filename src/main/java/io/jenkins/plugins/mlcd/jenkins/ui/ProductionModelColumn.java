package io.jenkins.plugins.mlcd.jenkins.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A column of list views: which model versions of a job are in production. */
public final class ProductionModelColumn extends ListViewColumn {

    private static final Logger LOGGER = Logger.getLogger(ProductionModelColumn.class.getName());

    @DataBoundConstructor
    public ProductionModelColumn() {
        // The column has no settings.
    }

    /** Such as {@code digits:42}; none for a job without models or one that the user may not read. */
    public List<String> inProduction(Object item) {
        if (!(item instanceof Job<?, ?> job) || !job.hasPermission(Item.READ)) {
            return List.of();
        }
        try {
            return PageData.PAGES.inProduction(PageData.place(job));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "the models in production of " + job.getFullName() + " are not known", e);
            return List.of();
        }
    }

    /** Makes the column known to list views. */
    @Extension
    @Symbol("productionModel")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Production model";
        }

        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
