package dev.parklane.testkit.contract;

import java.util.List;

/**
 * What a kind of lane can do wrong, and the checks that have to find it; they may not be the only
 * ones.
 */
enum Fault {
  CHANGES_ITS_NAME("nameAndKind_areThoseOfTheDeclaration_L1", "blankOrTakenName_isRefused_L1"),
  CHANGES_ITS_KIND("nameAndKind_areThoseOfTheDeclaration_L1"),
  READS_OUT_OF_TURN("readOutOfTurn_isRefused_E8", "closedLane_refusesEveryAccess_F8"),
  FORGETS_CHANGING(
      "changeOutOfTurn_isRefused_andChangesNothing_E8",
      "changeInAConstructor_isRefused_E8",
      "failedCascades_leaveTheState_F2",
      "laneOfAFailedCascade_isDead_F7"),
  CHECKS_THE_READ_ONLY(
      "changeInAConstructor_isRefused_E8",
      "failedCascades_leaveTheState_F2",
      "failureOfAnObserver_comesOutOfTheChange_F1",
      "failureAfterACheckpoint_leavesTheStateOfTheCheckpoint_F10",
      "closeOfAFailedCascade_isTakenBack_F2",
      "changesThatTheStoreRefuses_areTakenBack_F2"),
  CHANGES_BEFORE_CHANGING(
      "changeOutOfTurn_isRefused_andChangesNothing_E8", "failedCascades_leaveTheState_F2"),
  KEEPS_HANDLERS_OF_ITS_OWN(
      "observationOutOfTurn_isRefused_E8",
      "handlersOfAFailedCascade_areNotCalled_F2",
      "handlerTakenOffByAnObserver_isNotCalledAnyMore_V2_F8",
      "handlerTakenOffByAFailedCascade_isCalledAgain_F2",
      "chainWithoutAnEnd_tripsAGuard_G2"),
  CHANGES_AFTER_THE_TRIGGER("observers_haveRunWhenTheChangeReturns_E3"),
  GIVES_ITS_OWN_LIST_AWAY("change_isReadOnTheNextLine_E3"),
  KEEPS_THE_FIRST_CHANGE_ONLY("change_isReadOnTheNextLine_E3"),
  TRIGGERS_BACKWARDS("observers_areCalledByEvent_thenInOrderOfRegistration_V2"),
  TRIGGERS_LATER(
      "observers_haveRunWhenTheChangeReturns_E3", "changeByAnObserver_isOverBeforeItsNextLine_E3"),
  TRIGGERS_WHO_CAME_MEANWHILE("handlerRegisteredByAnObserver_isCalledFromTheNextChangeOn_F8"),
  CALLS_HANDLERS_ITSELF("chainWithoutAnEnd_tripsAGuard_G2"),
  HIDES_FAILURES("failureOfAnObserver_comesOutOfTheChange_F1"),
  GIVES_ITS_OWN_LIST_AS_STATE(
      "failedCascades_leaveTheState_F2", "stateThatALinkWasTold_staysAsItWas_J7"),
  FORGETS_RESTORE("failedCascades_leaveTheState_F2", "changesThatTheStoreRefuses_areTakenBack_F2"),
  TRIGGERS_AFTER_CLOSE("laneThatAnObserverCloses_callsNoOther_F8"),
  HAS_ONE_STATE_FOR_ALL("closedLane_refusesEveryAccess_F8"),
  DROPS_COMMANDS("command_makesTheChange_C1"),
  TAKES_EVERY_COMMAND("refusedCommand_isADeadLetter_O4"),
  PUBLISHES_NOTHING(
      "link_isToldTheState_thenEveryChange_J1_J7",
      "state_isThereAfterEachRestart_L1",
      "changesThatTheStoreRefuses_areTakenBack_F2"),
  PUBLISHES_AFTER_THE_TRIGGER("changeByAnObserver_isToldAsTheLater_O1"),
  PUBLISHES_THE_STATE_BEFORE(
      "link_isToldTheState_thenEveryChange_J1_J7",
      "changesOfOneCascade_comeToTheSame_J6",
      "slowLink_comesToTheSame_J6"),
  KEEPS_A_COPY_FOR_OTHERS("failedCascade_isNotTold_O1", "failedCascade_isNotThereAfterARestart_D1"),
  TAKES_LINKS_IN_SECRET("linkToAKindWithoutAForm_isRefused_J1"),
  FAILS_TO_CLOSE("closedLane_endsItsLinks_J1", "laneThatAnObserverCloses_callsNoOther_F8"),
  DROPS_WRITES("writeThroughALink_makesTheChange_J1"),
  TAKES_EVERY_WRITE("writeOfAnotherForm_isADeadLetter_J1"),
  SAVES_NOTHING("state_isThereAfterEachRestart_L1", "changesOfOneCascade_areThereAfterARestart_D1"),
  SAVES_THE_LAST_ONLY("changesOfOneCascade_areThereAfterARestart_D1"),
  SAVES_UNDER_ONE_NAME("lanes_areKeptUnderTheirNames_F8"),
  TRIGGERS_WHEN_LOADED("restore_triggersNothing_V4"),
  READS_BEFORE_READING("laneDeclaredLater_isRestoredWhenItIsUsed_L1"),
  IS_KEPT_THOUGH_TRANSIENT("transientLane_isNotThereAfterARestart_L1"),
  LACKS_NOTHING_FOR_THE_STORE("laneThatCannotBeKept_isRefused_D5");

  private final List<String> foundBy;

  Fault(String... foundBy) {
    this.foundBy = List.of(foundBy);
  }

  List<String> foundBy() {
    return foundBy;
  }
}
