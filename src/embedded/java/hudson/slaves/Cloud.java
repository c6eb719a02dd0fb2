package hudson.slaves;

import hudson.model.Actionable;

/** Where agents come from on demand; an embedded Jenkins has none. */
public abstract class Cloud extends Actionable {

    public String name;

    protected Cloud(String name) {
        this.name = name;
    }

    @Override
    public String getDisplayName() {
        return name;
    }
}
