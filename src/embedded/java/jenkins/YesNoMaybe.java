package jenkins;

/** Whether, or not known. */
public enum YesNoMaybe {
    YES, NO, MAYBE;

    public static Boolean toBoolean(YesNoMaybe v) {
        return v == null ? null : v.toBool();
    }

    public Boolean toBool() {
        return this == MAYBE ? null : Boolean.valueOf(this == YES);
    }
}
