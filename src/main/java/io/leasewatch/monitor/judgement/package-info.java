/** What is wrong with each pool: decided once, with its evidence, what will happen, and what to do. */
@NullMarked
package io.leasewatch.monitor.judgement;

import org.jspecify.annotations.NullMarked;
