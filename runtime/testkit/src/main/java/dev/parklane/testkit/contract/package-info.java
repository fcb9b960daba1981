/**
 * What those have to do who build something for the runtime, as tests that they run on what they
 * have built: {@link dev.parklane.testkit.contract.LaneContract} is for kinds of lanes, {@link
 * dev.parklane.testkit.contract.StateStoreContract} for stores, {@link
 * dev.parklane.testkit.contract.FollowerContract} for those who follow a lane from outside, {@link
 * dev.parklane.testkit.contract.DeliveryContract} for the way to agents that live elsewhere, {@link
 * dev.parklane.testkit.contract.PlaneListenerContract} for metrics.
 */
@NullMarked
package dev.parklane.testkit.contract;

import org.jspecify.annotations.NullMarked;
