package dev.parklane.stress.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parklane.stress.bench.Cell;
import dev.parklane.stress.figures.Plot.Decades;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The picture of what grows. */
class PlotTest {
  private static Cell routes(String n, double nanos) {
    return new Cell("Growth.routes", Map.of("n", n), nanos, Cell.UNKNOWN, "ns", 1);
  }

  private static Document drawn(Cell... cells) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Plot.of(new Cells(List.of(cells))))));
  }

  @Test
  void decades_reachFromPowerToPower() {
    Decades decades = Decades.of(DoubleStream.of(20, 3_000));

    assertThat(decades).isEqualTo(new Decades(1, 4));
    assertThat(decades.of(10)).isZero();
    assertThat(decades.of(10_000)).isEqualTo(1);
    assertThat(decades.of(100)).isEqualTo(1 / 3.0, within(1e-9));
    assertThat(Decades.of(DoubleStream.of(100, 100))).isEqualTo(new Decades(2, 3));
  }

  @Test
  void tenTimesAsMany_isAsFarAcrossEachTime_andTenTimesAsMuchAsFarUp() throws Exception {
    Document svg = drawn(routes("1", 10), routes("10", 100), routes("100", 1_000));

    List<Element> dots =
        Stream.of(0, 1, 2).map(i -> (Element) svg.getElementsByTagName("circle").item(i)).toList();
    double[] x = dots.stream().mapToDouble(dot -> at(dot, "cx")).toArray();
    double[] y = dots.stream().mapToDouble(dot -> at(dot, "cy")).toArray();
    assertThat(x[1] - x[0]).isPositive().isEqualTo(x[2] - x[1], within(0.11));
    assertThat(y[0] - y[1]).isPositive().isEqualTo(y[1] - y[2], within(0.11));
    assertThat(svg.getElementsByTagName("g").getLength()).isOne();
  }

  private static double at(Element dot, String name) {
    return Double.parseDouble(dot.getAttribute(name));
  }

  @Test
  void seriesOfOnePoint_hasNoPanel() throws Exception {
    assertThat(drawn(routes("1", 10)).getElementsByTagName("g").getLength()).isZero();
  }
}
