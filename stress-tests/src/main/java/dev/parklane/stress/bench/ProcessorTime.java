package dev.parklane.stress.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What an operation costs all processors together, those of the collector and the compilers
 * included. Where others share the machine it moves less than the time that passes.
 */
public final class ProcessorTime implements InternalProfiler {
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long before; // nanoseconds

  /** Has measured nothing yet. */
  public ProcessorTime() {}

  @Override
  public String getDescription() {
    return "What an operation costs all processors together";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = process.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = process.getProcessCpuTime() - before;
    return List.of(
        new ScalarResult(
            "processor time",
            nanos / result.getMetadata().getAllOps(),
            "ns/op",
            AggregationPolicy.AVG));
  }
}
