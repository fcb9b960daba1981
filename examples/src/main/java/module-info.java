/** Programs to run and to copy from. */
module dev.parklane.examples {
  requires dev.parklane.lanes;
  requires dev.parklane.testkit;
  requires jdk.jfr;
  requires static org.jspecify;

  opens dev.parklane.examples.market to
      dev.parklane.runtime; // which shows its records to C and Python
}
