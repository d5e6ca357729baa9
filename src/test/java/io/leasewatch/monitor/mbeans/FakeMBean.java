package io.leasewatch.monitor.mbeans;

import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;

/** An MBean with some attributes; one whose value is an exception throws it. */
final class FakeMBean implements DynamicMBean {

    private final Map<String, Object> attributes;

    FakeMBean(Map<String, Object> attributes) {
        this.attributes = attributes;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Object value = attributes.get(name);
        if (value instanceof RuntimeException failure) {
            throw failure;
        }
        if (value == null) {
            throw new AttributeNotFoundException(name);
        }
        return value;
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList values = new AttributeList();
        for (String name : names) {
            try {
                values.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException e) {
                // Left out, as the interface wants it.
            }
        }
        return values;
    }

    @Override
    public void setAttribute(Attribute attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AttributeList setAttributes(AttributeList values) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object invoke(String name, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(FakeMBean.class.getName(), "", null, null, null, null);
    }
}
