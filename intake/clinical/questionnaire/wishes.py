"""What the client came for and wants: reason, areas, pressure, positions, oils."""

from intake.clinical.questionnaire.shape import Group, Kind, Question, Section, options

AREAS = options(
    head_face="Head and face", neck="Neck", shoulders="Shoulders", chest="Chest", abdomen="Abdomen",
    upper_back="Upper back", low_back="Low back", left_arm="Left arm", right_arm="Right arm",
    left_hand="Left hand", right_hand="Right hand", left_hip_buttock="Left hip and buttock",
    right_hip_buttock="Right hip and buttock", left_thigh="Left thigh", right_thigh="Right thigh",
    left_knee="Left knee", right_knee="Right knee", left_calf="Left calf", right_calf="Right calf",
    left_foot="Left foot and ankle", right_foot="Right foot and ankle",
)

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
            Question("pressure", "Pressure you like", Kind.CHOICE,
                     options(light="Light", medium="Medium", firm="Firm", deep="Deep", unsure="Not sure")),
            Question("positions_not_tolerated", "Positions you cannot lie in", Kind.CHOICES,
                     options(prone="Face down", supine="On the back", left_side="On the left side",
                             right_side="On the right side", flat="Flat", table="On a table at all")),
            Question("oils", "Oils, lotions or scents you cannot have", limit=500),
            Question("allergies", "Allergies (plasters, latex, nuts, medicines …)", Kind.AREA, limit=1000),
        )),
    ),
)
