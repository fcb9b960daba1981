/** A back-test: the example that needs Python. */
module dev.parklane.examples.market {
  requires dev.parklane.lanes;
  requires static org.jspecify;

  opens dev.parklane.examples.market to
      dev.parklane.runtime; // which shows its records to C and Python
}
