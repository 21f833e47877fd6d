"""What the client came for and wants: reason, areas, pressure, positions, oils."""

from intake.clinical.questionnaire.shape import Group, Kind, Question, Section, options

AREAS = options(
    head="Head", face="Face", neck="Neck", left_shoulder="Left shoulder", right_shoulder="Right shoulder",
    chest="Chest", abdomen="Belly", upper_back="Upper back", lower_back="Lower back", left_arm="Left arm",
    right_arm="Right arm", left_hip="Left hip", right_hip="Right hip", left_buttock="Left buttock",
    right_buttock="Right buttock", left_thigh="Left thigh", right_thigh="Right thigh", left_knee="Left knee",
    right_knee="Right knee", left_calf="Left calf", right_calf="Right calf", left_foot="Left foot",
    right_foot="Right foot",
)
"""Places by the codes of `clinical.body`."""
PRESSURES_LIKED = options(light="Light", medium="Medium", firm="Firm", deep="Deep", unsure="Not sure")
POSITIONS = options(prone="Face down", supine="On the back", left_side="On the left side",
                    right_side="On the right side", flat="Flat", table="On a table at all")
AREA_WORDS, PRESSURE_LIKED_WORDS, POSITION_WORDS = (
    {option.code: option.label for option in options_} for options_ in (AREAS, PRESSURES_LIKED, POSITIONS)
)
"""What each code is called where an answer is shown."""

WISHES = Section(
    "wishes", "Today", "What brings you here, and what you would like.",
    (
        Group("Reason and goals", (
            Question("reason", "What brings you here today?", Kind.AREA, limit=1000),
            Question("goals", "What would you like to be able to do, or feel, afterwards?", Kind.AREA, limit=1000),
        )),
        Group("Where", (
            Question("areas_wanted", "Areas you would like worked on", Kind.CHOICES, AREAS),
            Question("areas_avoid", "Areas to leave alone", Kind.CHOICES, AREAS),
        )),
        Group("How", (
            Question("pressure", "Pressure you like", Kind.CHOICE, PRESSURES_LIKED),
            Question("positions_not_tolerated", "Positions you cannot lie in", Kind.CHOICES, POSITIONS),
            Question("oils", "Oils, lotions or scents you cannot have", limit=500),
            Question("allergies_any", "Any allergies?", Kind.YES_NO, options(yes="Yes", no="None known")),
            Question("allergies", "Allergies (plasters, latex, nuts, medicines …)", Kind.AREA, limit=1000),
        )),
    ),
)
