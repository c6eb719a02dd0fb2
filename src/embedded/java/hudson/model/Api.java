package hudson.model;

/** The remote API of an object. The embedded host serves no pages, so it only names the object. */
public class Api extends AbstractModelObject {

    public final Object bean;

    public Api(Object bean) {
        this.bean = bean;
    }

    @Override
    public String getDisplayName() {
        return "API";
    }

    public String getSearchUrl() {
        return "api";
    }
}
