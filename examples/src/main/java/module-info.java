/** Programs to run and to copy from. */
module dev.parklane.examples {
  requires dev.parklane.lanes;
  requires dev.parklane.testkit;
  requires static org.jspecify;

  opens dev.parklane.examples.cart to
      dev.parklane.runtime; // for the codecs of its records
  opens dev.parklane.examples.shop to
      dev.parklane.runtime; // for the codecs of its records
}
