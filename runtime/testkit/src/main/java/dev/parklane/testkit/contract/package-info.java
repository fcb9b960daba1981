/**
 * What a kind of lane, and a store, have to do for the runtime to keep its laws: tests for who
 * builds one. {@link dev.parklane.testkit.contract.LaneContract} is for kinds of lanes, {@link
 * dev.parklane.testkit.contract.StateStoreContract} for stores.
 */
@NullMarked
package dev.parklane.testkit.contract;

import org.jspecify.annotations.NullMarked;
