/**
 * Every kind of lane and store.
 *
 * <p>Begin with {@link dev.parklane.lanes.ValueLane} and {@link dev.parklane.lanes.MapLane}, fields
 * of a {@link dev.parklane.runtime.Agent}. From there:
 *
 * <ul>
 *   <li>State of the agent alone: {@link dev.parklane.lanes.ValueStore}, {@link
 *       dev.parklane.lanes.MapStore}.
 *   <li>Messages: {@link dev.parklane.lanes.CommandLane} takes them, {@link
 *       dev.parklane.lanes.SupplyLane} sends them.
 *   <li>What is computed when somebody asks: {@link dev.parklane.lanes.DemandLane}, {@link
 *       dev.parklane.lanes.DemandMapLane}.
 *   <li>Lanes of other agents: {@link dev.parklane.lanes.ValueLink}, {@link
 *       dev.parklane.lanes.MapLink} and {@link dev.parklane.lanes.EventLink} follow one, {@link
 *       dev.parklane.lanes.JoinValueLane} and {@link dev.parklane.lanes.JoinMapLane} many.
 *   <li>Handlers as values: {@link dev.parklane.lanes.action.HandlerContext}.
 * </ul>
 */
module dev.parklane.lanes {
  requires transitive dev.parklane.runtime;
  requires transitive static org.jspecify;

  exports dev.parklane.lanes;
  exports dev.parklane.lanes.action;
}
