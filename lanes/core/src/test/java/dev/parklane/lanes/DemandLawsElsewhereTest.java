package dev.parklane.lanes;

import org.junit.jupiter.api.extension.ExtendWith;

/** Law N2: the same, where the lanes that are observed live on another plane. */
@ExtendWith(SourcesElsewhere.class)
class DemandLawsElsewhereTest extends DemandLawsTest {}
