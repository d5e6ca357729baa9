/** Reads pools of applications that publish MBeans: HikariCP, Tomcat JDBC, DBCP and others. */
@NullMarked
package io.leasewatch.monitor.mbeans;

import org.jspecify.annotations.NullMarked;
