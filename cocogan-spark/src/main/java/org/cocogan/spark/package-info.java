/** The commands of the command line, done by the machines of a cluster of Apache Spark. */
@NullMarked
package org.cocogan.spark;

import org.jspecify.annotations.NullMarked;
