/** Every kind of lane and store. */
module dev.parklane.lanes {
  requires transitive dev.parklane.runtime;
  requires transitive static org.jspecify;

  exports dev.parklane.lanes;
  exports dev.parklane.lanes.action;
}
