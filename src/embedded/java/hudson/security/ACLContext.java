package hudson.security;

/** While it is open, the thread acts as somebody else. */
public class ACLContext implements AutoCloseable {

    ACLContext() {
    }

    @Override
    public void close() {
        // the one user was never left
    }
}
