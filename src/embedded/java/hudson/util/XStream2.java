package hudson.util;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.converters.SingleValueConverter;
import com.thoughtworks.xstream.io.xml.DomDriver;
import hudson.model.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** XStream as Jenkins sets it up: unknown elements are ignored, and only classes of Jenkins, its plugins and simple ones of Java are read. */
public class XStream2 extends XStream {

    private static final String[] TRUSTED = {"hudson.**", "jenkins.**", "org.jenkinsci.**", "io.jenkins.plugins.**"};

    public XStream2() {
        super(new DomDriver("UTF-8")); // reads XML 1.1, which can hold every character
        allowTypesByWildcard(TRUSTED);
        ignoreUnknownElements();
        autodetectAnnotations(false);
        setMode(XPATH_RELATIVE_REFERENCES);
        registerConverter(new SecretConverter());
        registerConverter(new ResultConverter());
        alias("result", Result.class);
    }

    public void toXMLUTF8(Object obj, OutputStream out) throws IOException {
        Writer w = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        w.write("<?xml version=\"1.1\" encoding=\"UTF-8\"?>\n");
        toXML(obj, w);
    }

    public void addCompatibilityAlias(String oldClassName, Class newClass) {
        alias(oldClassName, newClass);
    }

    /** A secret is written encrypted. */
    private static final class SecretConverter implements SingleValueConverter {

        @Override
        public boolean canConvert(Class type) {
            return type == Secret.class;
        }

        @Override
        public String toString(Object secret) {
            return ((Secret) secret).getEncryptedValue();
        }

        @Override
        public Object fromString(String text) {
            return Secret.fromString(text);
        }
    }

    /** A result is written by its name, and read as one of the constants. */
    private static final class ResultConverter implements SingleValueConverter {

        @Override
        public boolean canConvert(Class type) {
            return type == Result.class;
        }

        @Override
        public String toString(Object result) {
            return result.toString();
        }

        @Override
        public Object fromString(String text) {
            return Result.fromString(text);
        }
    }
}
