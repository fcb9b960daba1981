/** A shop that runs on Parklane, as a module. */
module shop {
  requires dev.parklane.lanes;
}
