package jenkins.util;

import java.util.Locale;
import org.jvnet.localizer.Localizable;

/** A text that is the same in every language. */
public class NonLocalizable extends Localizable {

    private static final long serialVersionUID = 1L;

    private final String text;

    public NonLocalizable(String nonLocalizable) {
        super(null, null);
        this.text = nonLocalizable;
    }

    @Override
    public String toString(Locale locale) {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
