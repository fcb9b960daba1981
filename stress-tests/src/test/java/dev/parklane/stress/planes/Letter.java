package dev.parklane.stress.planes;

/**
 * A message.
 *
 * @param from who made it
 * @param number greater than that of all that it made before, rolled back or not
 * @param energy of who handles it
 * @param to whom, and as what
 */
record Letter(String from, int number, int energy, String to) {
  static String command(int agent, int lane) {
    return Role.uri(agent) + " c" + lane;
  }

  static String topic(String topic) {
    return "bus " + topic;
  }

  static String question(int agent) {
    return Role.uri(agent) + " ask";
  }

  static final String SUPPLY = "supply";

  boolean isCommandFor(int agent) {
    return to.startsWith(Role.uri(agent) + " c");
  }
}
