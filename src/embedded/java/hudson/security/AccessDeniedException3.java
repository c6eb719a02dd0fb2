package hudson.security;

/** The user lacks a permission. */
public class AccessDeniedException3 extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccessDeniedException3(Permission permission) {
        super(System.getProperty("user.name") + " is missing the " + permission.group.title + "/" + permission.name + " permission");
    }
}
