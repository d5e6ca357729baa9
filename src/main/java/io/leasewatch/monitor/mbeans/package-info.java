/** Pools that applications bring along and that publish MBeans: HikariCP, DBCP, Agroal and others. */
@NullMarked
package io.leasewatch.monitor.mbeans;

import org.jspecify.annotations.NullMarked;
