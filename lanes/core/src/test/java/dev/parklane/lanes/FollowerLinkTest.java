package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Client;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.Follower;
import dev.parklane.runtime.FollowerLink;
import dev.parklane.runtime.LaneDescription;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.store.Codecs;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws J1, J7, M8, F3: who follows a lane by its name alone, whatever kind it is. */
@Timeout(60)
class FollowerLinkTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private int fails; // how often it fails on what it is told

  private final Follower follower =
      new Follower() {
        @Override
        public void linked(LaneDescription lane) {
          told.add("linked to " + lane.kind() + " of " + lane.form());
        }

        @Override
        public void synced(@Nullable Object state) {
          told.add("synced " + state);
        }

        @Override
        public void told(LaneEvent event) {
          if (fails > 0) {
            fails--;
            throw new IllegalStateException("on purpose");
          }
          told.add(event.toString());
        }

        @Override
        public void unlinked() {
          told.add("unlinked");
        }

        @Override
        public void failed(Throwable cause) {
          told.add("failed: " + cause.getMessage());
        }
      };

  private FollowerLink follow(LinkStage.Watcher watcher, String lane) {
    return new FollowerLink(watcher, watcher.source("a").lane(lane), follower);
  }

  @Test
  void lanesOfEachForm_areFollowedByNameAlone() {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> s.map.put("a", 1));
      for (String lane : List.of("value", "map", "supply", "command", "demand", "demandMap")) {
        stage.watcher(w -> follow(w, lane).open());
      }
      assertThat(told)
          .containsExactly(
              "linked to value of VALUE",
              "synced 0",
              "linked to map of MAP",
              "synced {a=1}",
              "linked to supply of EVENT",
              "synced null",
              "linked to command of EVENT",
              "synced null",
              "linked to demand of VALUE",
              "synced 1",
              "linked to demand-map of MAP",
              "synced {a=1}");
      told.clear();
      stage.source(s -> {
        s.value.set(5);
        s.map.put("b", 2);
        s.map.remove("a");
        s.supply.supply(6);
        s.command.command(7);
      });
      assertThat(told)
          .containsExactly(
              "Value[value=7]", // in the place of its first change
              "Update[key=b, value=2, isNew=true]",
              "Remove[key=a]",
              "Message[value=6]",
              "Message[value=7]");
    }
  }

  @Test
  void laneThatIsNotThere_andAStore_areToldAsFailures() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> follow(w, "nothing").open());
      stage.watcher(w -> follow(w, "secret").open());
      assertThat(told).hasSize(2).allMatch(what -> what.startsWith("failed: [PL-"));
    }
  }

  /** It is told once more, and is never behind in silence. */
  @Test
  void followerThatFailsOnce_isToldAgain_andTwice_isToldThatTheLinkHasFailed() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> follow(w, "value").open());
      fails = 1;
      stage.source(s -> s.value.set(1));
      assertThat(told).last().isEqualTo("Value[value=1]");
      fails = 2;
      stage.source(s -> s.value.set(2));
      assertThat(told).last().asString().startsWith("failed: ");
    }
  }

  @Test
  void followerOfAClient_writes_asksAgain_andCloses() throws Exception {
    try (LinkStage stage = new LinkStage();
        Client client = stage.plane.client()) {
      FollowerLink link =
          new FollowerLink(client, stage.plane.agent("/source/a").lane("value"), follower)
              .unsynced()
              .open();
      stage.quiet();
      link.write(new LaneEvent.Value(4));
      stage.quiet();
      link.sync();
      stage.quiet();
      link.close();
      stage.quiet();
      stage.source(s -> s.value.set(5));
      assertThat(told).containsExactly("linked to value of VALUE", "Value[value=4]", "synced 4");
    }
  }

  @Test
  void lanes_areListed_withFormTypesAndCodecs() throws Exception {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> {
        s.map.codec(Codecs.STRING, Codecs.INTEGER);
        s.command.codec(Codecs.INTEGER);
      });
      Map<String, LaneDescription> lanes =
          stage.plane.agent("/source/a").lanes().stream()
              .collect(java.util.stream.Collectors.toMap(LaneDescription::name, lane -> lane));
      assertThat(lanes.keySet())
          .containsExactlyInAnyOrder(
              "value", "map", "supply", "command", "demand", "demandMap", "secret", "secretMap");
      LaneDescription map = lanes.get("map");
      assertThat(map.form()).isEqualTo(LinkForm.MAP);
      assertThat(map.keys()).isEqualTo(Element.of(Codecs.STRING));
      assertThat(map.values().type()).isEqualTo(Integer.class);
      assertThat(map.takesCommands()).isFalse();
      LaneDescription command = lanes.get("command");
      assertThat(command.takesCommands()).isTrue();
      assertThat(command.values()).isEqualTo(new Element(Integer.class, Codecs.INTEGER));
      assertThat(lanes.get("value").values()).isEqualTo(Element.UNKNOWN);
      assertThat(lanes.get("secret").isReachable()).isFalse();
      assertThat(lanes.get("supply").isReachable()).isTrue();
    }
  }

  /** F2: a codec that a failed cascade has given is given no more. */
  @Test
  void codecOfAFailedCascade_isTakenBack() throws Exception {
    try (LinkStage stage = new LinkStage()) {
      stage.run(
          LinkStage.Source.class,
          "/resuming/a",
          s -> assertThat(s.supply.description().values()).isEqualTo(Element.UNKNOWN));
      try {
        stage.run(
            LinkStage.Source.class,
            "/resuming/a",
            s -> {
              s.supply.codec(Codecs.INTEGER);
              s.demandMap.codec(Codecs.STRING, Codecs.INTEGER);
              throw new IllegalStateException("on purpose");
            });
      } catch (dev.parklane.runtime.AgentFailedException e) {
        assertThat(e).hasRootCauseMessage("on purpose");
      }
      stage.run(
          LinkStage.Source.class,
          "/resuming/a",
          s -> {
            assertThat(s.supply.description().values()).isEqualTo(Element.UNKNOWN);
            assertThat(s.demandMap.description().keys()).isEqualTo(Element.UNKNOWN);
          });
    }
  }
}
