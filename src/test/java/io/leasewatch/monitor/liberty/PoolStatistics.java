package io.leasewatch.monitor.liberty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;

/** An MBean with the statistics of one pool, as the feature {@code monitor-1.0} registers it. */
final class PoolStatistics implements DynamicMBean {

    private final Map<String, Object> values;
    private final Runnable whenRead;
    private final List<String> asked = new ArrayList<>();

    PoolStatistics(Map<String, Object> values, Runnable whenRead) {
        this.values = values;
        this.whenRead = whenRead;
    }

    static PoolStatistics of(long managed, long free, long max) {
        return new PoolStatistics(
                Map.of("ManagedConnectionCount", managed, "FreeConnectionCount", free, "MaxConnectionsLimit", max),
                () -> {});
    }

    /** The attributes that were asked for so far. */
    List<String> asked() {
        return asked;
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        whenRead.run();
        AttributeList list = new AttributeList();
        for (String name : names) {
            asked.add(name);
            Object value = values.get(name);
            if (value != null) {
                list.add(new Attribute(name, value));
            }
        }
        return list;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(name);
    }

    @Override
    public void setAttribute(Attribute attribute) {}

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException("a pool is read, never told to do anything");
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(PoolStatistics.class.getName(), "the statistics of a pool", null, null, null, null);
    }
}
