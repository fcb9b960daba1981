package dev.parklane.runtime;

/** A program whose JVM opens no scopes for a while, when mounted handlers ask for one. */
final class MountedScopelessProgram {
  private MountedScopelessProgram() {}

  /** Prints which of three writes beyond the depth are handled: that when scopes open again. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Plane plane =
        Plane.builder()
            .route(
                "/probe/:name",
                () ->
                    new Probe(p -> {
                      p.a.on(v -> {
                        if (v == 1) {
                          System.setProperty(ScopelessProgram.CLOSED, "");
                        } else if (v == 3) {
                          System.clearProperty(ScopelessProgram.CLOSED);
                        }
                        p.b.set(v);
                      });
                      p.b.on(v -> p.c.set(v));
                      p.c.on(v -> System.out.println("handles " + v));
                    }),
                options ->
                    options
                        .withDispatch(Dispatch.mounted(1))
                        .withFailurePolicy(FailurePolicy.resume()))
            .start()) {
      plane
          .agent("/probe/one")
          .ask(
              Probe.class,
              p -> {
                for (int i = 1; i <= 3; i++) {
                  p.other(p.uri()).command("a", i); // all are one stretch of work
                }
                return true;
              });
      plane.awaitQuiet();
    }
    System.out.println("closed");
  }
}
