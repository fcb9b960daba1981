package dev.parklane.testkit.contract;

import java.util.List;

/**
 * What a store can do wrong, and the checks that have to find it; they may not be the only ones.
 */
enum StoreFault {
  HAS_A_LANE_OF_NOBODY("unknownAgent_hasNothing"),
  KEEPS_THE_FIRST_VALUE("value_isWhatWasSetLast_D1", "anyCommits_comeToWhatTheySay_D1"),
  FORGETS_EMPTY_MAPS("map_hasWhatWasPutAndNotRemoved_D1", "lane_isReadInItsForm"),
  CLEARS_FIRST("changesOfACommit_takeEffectInTheirOrder_D1", "anyCommits_comeToWhatTheySay_D1"),
  DROPS_NOTHING("droppedLane_isGone_F8", "anyCommits_comeToWhatTheySay_D1"),
  STOPS_IN_THE_MIDST("commitThatIsRefused_keepsNothing_F2", "commitThatFails_keepsNothing_F2"),
  READS_ANY_FORM("lane_isReadInItsForm"),
  JOINS_NAMES("names_areKeptApart"),
  TRIMS_KEYS("keys_areKeptApart"),
  CUTS_LARGE_VALUES("largeStates_areKept"),
  KEEPS_THE_LIST("listOfChanges_isTheCallersAgain"),
  SORTS_STEPS("steps_comeInTheOrderOfTheirMarks_F10"),
  MIXES_AGENTS_UP("agents_commitAtOnce"),
  FORGETS_WHAT_CAME_LAST("reopenedStore_hasAllThatWasCommitted_D1");

  private final List<String> foundBy;

  StoreFault(String... foundBy) {
    this.foundBy = List.of(foundBy);
  }

  List<String> foundBy() {
    return foundBy;
  }
}
