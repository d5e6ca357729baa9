/**
 * Every setting: its key, its default and the rule it must keep. The only room that knows key names; the other rooms see the
 * settings records that come out of here.
 */
@NullMarked
package io.leasewatch.config;

import org.jspecify.annotations.NullMarked;
