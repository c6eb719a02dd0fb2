package hudson.model;

import hudson.util.XStream2;

/** What all items share. */
public class Items {

    public static final XStream2 XSTREAM2 = new XStream2();

    Items() {
    }
}
