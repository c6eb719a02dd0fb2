package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Writes a mail as an {@code .eml} file to the outbox; nothing is sent. */
public final class MailStep extends Step {

    private final String subject;
    private final String body;
    private String to;
    private String cc;
    private String bcc;
    private String from = "mlcd@localhost";
    private String replyTo;
    private String mimeType = "text/plain";
    private String charset = "UTF-8";

    @DataBoundConstructor
    public MailStep(String subject, String body) {
        this.subject = subject;
        this.body = body;
    }

    public String getSubject() {
        return subject;
    }

    public String getBody() {
        return body;
    }

    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(String to) {
        this.to = to;
    }

    public String getCc() {
        return cc;
    }

    @DataBoundSetter
    public void setCc(String cc) {
        this.cc = cc;
    }

    public String getBcc() {
        return bcc;
    }

    @DataBoundSetter
    public void setBcc(String bcc) {
        this.bcc = bcc;
    }

    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = from;
    }

    public String getReplyTo() {
        return replyTo;
    }

    @DataBoundSetter
    public void setReplyTo(String replyTo) {
        this.replyTo = replyTo;
    }

    public String getMimeType() {
        return mimeType;
    }

    @DataBoundSetter
    public void setMimeType(String mimeType) {
        this.mimeType = mimeType;
    }

    public String getCharset() {
        return charset;
    }

    @DataBoundSetter
    public void setCharset(String charset) {
        this.charset = charset;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousVoid(context, this::run);
    }

    private void run(StepContext context) throws Exception {
        if (to == null && cc == null && bcc == null) {
            throw new AbortException("mail needs to, cc or bcc");
        }
        Path outbox = context.get(Branch.class).build().outbox();
        Path file = new EmlMessage(this, ZonedDateTime.now()).write(outbox, context.get(Run.class).getNumber());
        context.get(TaskListener.class).getLogger().println("Mail to " + to + " is in " + file);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("mail", "Mail", false, Branch.class, Run.class, TaskListener.class);
        }
    }
}
