package jenkins.triggers;

import hudson.model.Item;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import java.util.Map;

/** An item that is built by triggers. */
public interface TriggeredItem extends Item {

    Map<TriggerDescriptor, Trigger<?>> getTriggers();
}
