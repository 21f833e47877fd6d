"""Short forms of given names that do not begin or end as the long one does: Bob and Robert, Peggy and Margaret."""

from collections.abc import Mapping

_TOGETHER = (
    "abigail gail abby", "alexander alexandra sasha sascha alec lex sandra", "andrew drew andy",
    "anne anna nancy annie", "anthony tony ant",
    "catherine katherine katharina kathleen kate katie kathy cathy kitty kay katya", "charles charlie chuck chas",
    "christopher chris kit topher", "david dave davy dai", "deborah debbie debs", "dorothy dot dottie dolly",
    "edward ned ted teddy eddie", "eleanor nell nellie nora ellie",
    "elizabeth elisabeth bess betsy betty beth liz lizzie libby lisa elsie", "francis frances frank fran",
    "frederick fred freddy fritz", "george georgie jorge jerzy", "harold henry harry hank hal",
    "helen ellen nell lena", "isabella isabel bella izzy", "james jim jimmy jamie jem",
    "john jack johnny jon ian sean", "joseph jose joe joey", "joanna jo", "lawrence laurence larry laurie",
    "leonard len lenny", "margaret peggy meg maggie madge rita greta daisy", "martha patty mattie",
    "mary molly polly may mamie", "matilda tilly mattie", "matthew matt mattie", "michael mick mike mickey misha",
    "nicholas nick klaus colin", "patricia patrick pat patty trish paddy", "pauline polly", "philip pip",
    "rebecca becky bex", "richard dick rick ricky rich", "robert bob bobby rob bert", "ronald veronica ron ronnie",
    "sarah sally sadie", "susan suzanne sue suzy", "theodore ted teddy theo", "teresa theresa terry tess",
    "thomas tom tommy", "victoria vicky tori", "vladimir volodya vova", "walter wally walt",
    "william bill billy will liam", "yevgeny evgeny zhenya", "dmitri dmitry dima mitya", "maria masha mascha",
    "mikhail misha", "johannes hans johann", "josef sepp pepe", "jose pepe", "francisco paco pancho curro",
    "guadalupe lupe", "jesus chuy", "ignacio nacho", "dolores lola", "rosario charo",
)
SHORTEST_BEGINNING, SHORTEST_END = 3, 4


def _by_name() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, together in enumerate(_TOGETHER):
        for name in together.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


GROUPS = _by_name()
"""In which groups of one name a folded name stands; it may be short for several."""


def may_be_short_for(one: str, other: str) -> bool:
    """Whether two folded names may be forms of one: listed, or the one begins or ends the other (Alex, Tina, Jenny)."""
    if GROUPS.get(one, frozenset()) & GROUPS.get(other, frozenset()):
        return True
    short, long = sorted((one, other), key=len)
    stem = short.removesuffix("ie") if short.endswith("ie") else short.removesuffix("y")
    return (len(stem) >= SHORTEST_BEGINNING and long.startswith(stem)) or (
        len(short) >= SHORTEST_END and long.endswith(short))
