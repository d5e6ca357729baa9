/**
 * Leasewatch finds leaked database connections and names the line of code at fault.
 *
 * <p>A <b>request</b> takes a <b>lease</b> from a <b>pool</b>; a lease that will not come back is a <b>leak</b>; leaks and
 * strained pools raise an <b>alert</b>; the alert goes down a <b>channel</b>. <b>History</b> remembers, <b>advice</b> reasons,
 * and you see all of it in <b>health</b>, <b>metrics</b>, <b>rest</b> and the dashboard.
 *
 * <p>Each bold word is a package below this one, or will be; {@code docs/house.md} is the plan, and nothing lives here.
 */
@NullMarked
package io.leasewatch;

import org.jspecify.annotations.NullMarked;
