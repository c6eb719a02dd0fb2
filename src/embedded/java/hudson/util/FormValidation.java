package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** What is to be said of the value of a form's field. */
public abstract class FormValidation extends IOException implements HttpResponse {

    private static final long serialVersionUID = 1L;

    private static final FormValidation OK = respond(Kind.OK, "<div/>");

    public final Kind kind;

    private FormValidation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public static FormValidation error(String message) {
        return errorWithMarkup(Util.escape(message));
    }

    public static FormValidation warning(String message) {
        return warningWithMarkup(Util.escape(message));
    }

    public static FormValidation ok(String message) {
        return okWithMarkup(Util.escape(message));
    }

    public static FormValidation ok() {
        return OK;
    }

    public static FormValidation error(String format, Object... args) {
        return error(String.format(format, args));
    }

    public static FormValidation warning(String format, Object... args) {
        return warning(String.format(format, args));
    }

    public static FormValidation ok(String format, Object... args) {
        return ok(String.format(format, args));
    }

    public static FormValidation error(Throwable e, String message) {
        return error(message + ": " + e.getMessage());
    }

    public static FormValidation warning(Throwable e, String message) {
        return warning(message + ": " + e.getMessage());
    }

    public static FormValidation errorWithMarkup(String message) {
        return make(Kind.ERROR, message);
    }

    public static FormValidation warningWithMarkup(String message) {
        return make(Kind.WARNING, message);
    }

    public static FormValidation okWithMarkup(String message) {
        return make(Kind.OK, message);
    }

    private static FormValidation make(Kind kind, String markup) {
        return markup == null ? ok() : with(kind, markup, "<div class=" + kind.name().toLowerCase(Locale.ENGLISH) + ">" + markup + "</div>");
    }

    public static FormValidation respond(Kind kind, String html) {
        return with(kind, null, html);
    }

    private static FormValidation with(Kind kind, String message, String html) {
        return new FormValidation(kind, message) {
            @Override
            public String renderHtml() {
                return html;
            }
        };
    }

    /** The worst of them, all messages below each other. */
    @NonNull
    public static FormValidation aggregate(@NonNull Collection<FormValidation> validations) {
        if (validations.size() <= 1) {
            return validations.isEmpty() ? ok() : validations.iterator().next();
        }
        Kind worst = Collections.max(validations.stream().map(v -> v.kind).toList());
        StringBuilder html = new StringBuilder("<ul>");
        validations.forEach(v -> html.append("<li>").append(v.renderHtml()).append("</li>"));
        return respond(worst, html.append("</ul>").toString());
    }

    public static FormValidation validateNonNegativeInteger(String value) {
        return validateIntegerInRange(value, 0, Integer.MAX_VALUE);
    }

    public static FormValidation validatePositiveInteger(String value) {
        return validateIntegerInRange(value, 1, Integer.MAX_VALUE);
    }

    public static FormValidation validateIntegerInRange(String value, int lower, int upper) {
        try {
            int number = Integer.parseInt(value);
            return number >= lower && number <= upper ? ok() : error("Not in the range from " + lower + " to " + upper);
        } catch (NumberFormatException e) {
            return error("Not a number");
        }
    }

    public static FormValidation validateRequired(String value) {
        return Util.fixEmptyAndTrim(value) == null ? error("Required") : ok();
    }

    @Override
    public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException, ServletException {
        rsp.setContentType("text/html;charset=UTF-8");
        rsp.getWriter().print(renderHtml());
    }

    public abstract String renderHtml();

    @Override
    public String toString() {
        return kind + ": " + getMessage();
    }

    /** How bad it is. */
    public enum Kind {
        OK, WARNING, ERROR
    }
}
