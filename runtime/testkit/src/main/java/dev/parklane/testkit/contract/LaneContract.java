package dev.parklane.testkit.contract;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.Lane;

/**
 * Checks whether a kind of lane keeps the laws: a test class implements it, for its own kind. The
 * name of each check ends with the laws that it is about.
 *
 * <pre>{@code
 * class CounterLaneTest implements LaneContract<CounterLane> {
 *   @Override
 *   public CounterLane declare(Agent agent, String name) {
 *     return new CounterLane(agent, name);
 *   }
 *
 *   @Override
 *   public void change(CounterLane lane, int n) {
 *     lane.add(n);
 *   }
 *
 *   @Override
 *   public Object read(CounterLane lane) {
 *     return lane.get();
 *   }
 *
 *   @Override
 *   public List<Event<CounterLane>> events() {
 *     return List.of((lane, handler) -> lane.onCount((before, now) -> handler.run()));
 *   }
 * }
 * }</pre>
 *
 * <p>A check of what the kind does not offer is skipped by an assumption that says so. Each check
 * has a plane of its own, on real threads: it needs no option of the JVM, and waits for what it has
 * set off, never for time. A kind that is wrong may let it wait for ever: give the class a
 * {@code @Timeout}, which ends it.
 *
 * @param <L> the kind of lane
 */
@Experimental
public interface LaneContract<L extends Lane>
    extends LaneTurnContract<L>,
        LaneObserverContract<L>,
        LaneFailureContract<L>,
        LaneClosingContract<L>,
        LaneCommandContract<L>,
        LaneLinkContract<L>,
        LaneStoreContract<L> {}
