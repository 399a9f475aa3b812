"""Opening words of resolutions: what a paragraph begins with, and which section that speaks for.

English drafting marks the two halves of a resolution by grammar. A preambular paragraph opens with a participle or an
adjective ("Recalling", "Deeply concerned", "Having considered"), an operative one with a finite verb ("Decides",
"Calls upon"). The tables below hold the words themselves once; adverbs in front ("Also", "Strongly") and tails behind
("further", "with appreciation") combine freely with them. Texts translated by machine add bare verbs ("Decide",
"Request"), verbs with their subject ("The Council decides") and words left in French; all of them are known here too.
"""

import re
from dataclasses import dataclass

from clausetag.data.resolution import Section


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs by their participle and their finite form; the participle opens a preambular paragraph, the finite form (and
# the bare one: "Decide") an operative one.
_VERBS = """
    accepting accepts|acknowledging acknowledges|acting acts|addressing addresses|adhering adheres|adopting adopts
    admitting admits|advising advises|affirming affirms|agreeing agrees|amending amends|announcing announces
    anticipating anticipates|appealing appeals|applauding applauds|appointing appoints|appreciating appreciates
    approving approves|asking asks|assigning assigns|associating associates|assuring assures|authorizing authorizes
    authorising authorises|bearing bears|begging begs|believing believes|calling calls|celebrating celebrates
    censuring censures|challenging challenges|charging charges|commemorating commemorates|commending commends
    committing commits|concluding concludes|concurring concurs|condemning condemns|confirming confirms
    congratulating congratulates|considering considers|continuing continues|convening convenes|convoking convokes
    counting counts|creating creates|declaring declares|deciding decides|dedicating dedicates|deeming deems
    delegating delegates|demanding demands|denouncing denounces|denying denies|deploring deplores
    designating designates|desiring desires|determining determines|directing directs|disapproving disapproves
    discouraging discourages|dissolving dissolves|doubting doubts|drawing draws|electing elects
    emphasizing emphasizes|emphasising emphasises|empowering empowers|encouraging encourages|endorsing endorses
    enjoining enjoins|entrusting entrusts|envisaging envisages|establishing establishes|examining examines
    exhorting exhorts|expecting expects|expressing expresses|extending extends|favouring favours|feeling feels
    finding finds|fixing fixes|founding founds|giving gives|granting grants|hailing hails|highlighting highlights
    honouring honours|hoping hopes|identifying identifies|imploring implores|imposing imposes|indicating indicates
    inscribing inscribes|insisting insists|instructing instructs|intending intends|inviting invites|joining joins
    keeping keeps|lamenting laments|launching launches|lauding lauds|learning learns|maintaining maintains
    marking marks|mourning mourns|naming names|noticing notices|noting notes|observing observes|offering offers
    opening opens|ordering orders|paying pays|perceiving perceives|placing places|pledging pledges|pointing points
    praising praises|praying prays|proclaiming proclaims|promising promises|proposing proposes|protesting protests
    ratifying ratifies|reaffirming reaffirms|realizing realizes|realising realises|reasserting reasserts
    recalling recalls|receiving receives|recognizing recognizes|recognising recognises|recommending recommends
    recording records|referring refers|regarding regards|regretting regrets|reiterating reiterates|rejecting rejects
    rejoicing rejoices|relying relies|reminding reminds|renewing renews|repeating repeats|repudiating repudiates
    requesting requests|requiring requires|resolving resolves|respecting respects|revoking revokes|seeing sees
    seeking seeks|sharing shares|showing shows|stressing stresses|striving strives|submitting submits
    suggesting suggests|supporting supports|suspending suspends|taking takes|tasking tasks|terminating terminates
    thanking thanks|transferring transfers|transmitting transmits|trusting trusts|underlining underlines
    underscoring underscores|understanding understands|undertaking undertakes|urging urges|voicing voices
    warning warns|welcoming welcomes|wishing wishes
"""

_BARE = "ensure develop promote strengthen provide look make implement"

# Adjectives and past participles that open preambular paragraphs.
_ADJECTIVES = """
    affected afflicted afraid aggrieved agitated alarmed alive angered animated anxious appalled appreciative
    apprehensive ashamed assured astonished attached attentive aware bound cognisant cognizant committed
    concerned confident confirmed conscious convinced dedicated deploring desirous determined disappointed
    dismayed distressed disturbed driven eager encouraged faithful filled gratified grateful grieved guided
    heartened hopeful horrified imbued impelled impressed indignant informed inspired intent mindful motivated
    moved optimistic outraged perceptive perturbed persuaded pleased preoccupied prompted proud saddened
    satisfied seized sensitive shaken shocked strengthened struck surprised sympathetic touched troubled
    unanimous unsettled vigilant worried
"""

# Phrases and other words. A phrase counts when it is followed by a word boundary; the longest is taken.
_PREAMBULAR_PHRASES = (
    "united in", "united by", "whereas",
    "having", "being", "wanting", "reposing", "proceeding", "basing", "building", "following",
    "remembering", "viewing", "standing", "speaking", "meeting", "conforming", "complying", "pursuing",
    "responding", "reviewing", "contemplating", "reflecting", "sympathizing", "testifying", "fearing", "fulfilling",
    "aiming", "aspiring", "in the light of", "in light of", "in view of", "with a view to", "in pursuance of",
    "pursuant to", "by virtue of", "in the exercise of", "in exercise of", "in conformity with", "in response to",
    "in execution of", "in compliance with", "in the belief", "in the conviction", "in the knowledge",
    "in the hope", "in consideration of", "given that", "since", "on the recommendation of", "on the proposal of",
    "on the basis of", "because", "with reference to", "seeing that", "under article", "under articles",
    "after considering", "before considering", "before hearing", "after examining", "after having",
)  # fmt: skip
_OPERATIVE_PHRASES = (
    "states that", "remains", "is of the opinion", "is of the view", "is convinced", "is concerned", "is aware",
    "is deeply concerned", "is gravely concerned", "is gratified", "is pleased", "is determined", "is confident",
    "is grateful", "is willing", "is prepared", "is alarmed", "is mindful", "is conscious", "is encouraged",
    "is appalled", "has decided", "has considered", "has resolved", "does not", "brings to the attention",
    "calls on", "makes", "sets", "sets up", "puts", "includes", "holds", "appends", "annexes", "abolishes",
    "attaches", "allocates", "appropriates", "apportions", "assesses", "assumes", "assists", "cancels", "changes",
    "closes", "communicates", "completes", "conveys", "defers", "defines", "discontinues", "ends", "enables",
    "engages", "enlarges", "ensures", "exempts", "explains", "facilitates", "gratefully", "guarantees", "increases",
    "incorporates", "initiates", "intensifies", "institutes", "lifts", "looks", "modifies", "nominates", "obliges",
    "pays tribute", "permits", "postpones", "prohibits", "promotes", "prolongs", "provides", "publishes",
    "readmits", "reappoints", "appointed", "reconstitutes", "reduces", "refuses", "releases", "replaces", "reserves",
    "restates", "retains", "salutes", "selects", "sends", "solicits", "speaks", "specifies", "strengthens",
    "summons", "takes the view", "threatens", "tasks", "views", "withdraws", "let",
)  # fmt: skip

# Words that stayed in French, or that optical recognition and machine translation made of them.
_FRENCH_PREAMBULAR = """
    rappelant réaffirmant notant considérant constatant reconnaissant ayant consciente conscient convaincue
    convaincu soulignant prenant accueillant profondément vivement préoccupée préoccupé exprimant désireuse
    désirant estimant affirmant rappe/ant rappelanl mobilisée guidée tenant vu vue sachant déplorant condamnant
    saluant
"""
_FRENCH_OPERATIVE = """
    décide prie demande invite recommande réaffirme condamne souligne approuve adopte exprime engage félicite
    réitère exhorte encourage autorise déclare rappelle proclame constate reconnaît affirme déplore remercie
"""

# Nouns among the bare verb forms: "Request for a subvention", "Review of ..." are headings.
_NOUN_BEFORE = _words("for of by from in at to on and or under between among .")
_NOUN_VERBS = _words("""
    address advice appeal approach association call celebration challenge charge claim condemn demand desire
    draw feel find grant hail hope honour issue join launch mark name note notice offer order pay place plan
    pledge point praise promise protest record regard request resolve respect review see share show state states
    stress support task tasks trust view views voice wish question open take give opening marking learning
    finding meeting building standing following speaking reviewing regarding planning mourning showing seeing
    paying placing ordering continuing establishing creating addressing promoting strengthening keeping
    launching financing measuring naming looks records marks places names shares shows offers
""")
# "Strengthening the role of ...", "Addressing poverty": titles rather than openings.
_HEADING_PARTICIPLES = _words("""
    respecting admitting adhering
    addressing advising amending appointing assigning building celebrating challenging continuing convening
    creating counting delegating designating empowering establishing examining financing finding following
    identifying imposing indicating keeping launching learning marking measuring meeting naming offering opening
    ordering paying placing planning pointing promoting receiving recording reviewing sharing showing speaking
    standing strengthening submitting tasking terminating transferring transmitting understanding pursuing
    responding viewing
""")

# First words of phrases that open any kind of sentence.
_WEAK = _words("before in since because under on with by pursuant after given being seeing united following building")
_ADVERBS = _words("""
    also further furthermore again once more likewise moreover hereby therefore accordingly thus now still ever
    too very most remaining firm addition additionally and
""")
_NOT_ADVERBS = _words("family only july assembly supply reply early apply imply comply rely ally likely italy")

_SUBJECT = re.compile(
    r"(?:the\s+)?(?:(?:general\s+)?assembl(?:y|ee)|(?:\w+\s+){0,4}?council|"
    r"(?:\w+\s+){0,3}?(?:conference|congress|commission|committee|board|forum|meeting)|"
    r"member states|heads of state and government|states parties|states members)"
    r"(?:\s+of\s+the\s+(?:parties|states))?,?\s+(?=\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:\(\s?(?:[A-Za-z]{1,2}|[ivxIVX]{1,6}|\d{1,3})\s?\)[.;]?"
    r"|(?:[Pp]ara(?:graph|\.)\s+)?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[A-Za-z])\s?(?:[.)]|\.\))"
    r"|[•●▪◦·∙‣⁃–—\-*§])(?=\s|[A-Z“\"'*_]|$)\s*)+"
)
_OPENERS = "\"'“”«‘’`*_ ,.:;·\t\u00a0"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’/][^\W\d_]+)*")
_GAP = re.compile(r"[\s,*_]*")
_SPACE = re.compile(r"\s+")

_FEELING = (
    r"(?:appreciation|satisfaction|concern|regret|interest|approval|alarm|gratitude|dismay|pleasure|indignation|"
    r"pride|anxiety|sorrow|grief|distress|thanks|disappointment|encouragement|hope|sadness|horror|shock|sympathy|respect|"
    r"recognition|outrage|conviction|solidarity|support|confidence|condolences|reservations?|commitment|disapproval|"
    r"abhorrence|repugnance|belief|wish|desire|intention|determination|view|opinion|will(?:ingness)?|readiness|tribute)"
)
_TAIL = re.compile(
    r"(?:,?\s+(?:also|further(?:more)?|again|once\s+(?:more|again)|likewise|moreover|with\s+(?:\w+\s+(?:and\s+\w+\s+)?){0,2}?"
    + _FEELING
    + r"(?:\s+and\s+(?:\w+\s+)?"
    + _FEELING
    + r")?|in\s+particular)(?![\w-]))+",
    re.IGNORECASE,
)
_COMPLETION = {
    head: re.compile(
        r"\s+(?:(?:also|further|again|once\s+more|once\s+again|likewise)\s+)?(?:" + rest + r")(?!\w)", re.IGNORECASE
    )
    for heads, rest in {
        "taking takes take": r"due\s+note|full\s+note|note|into\s+(?:account|consideration)|cogni[sz]ance|the\s+view",
        "bearing bears bear keeping keeps": r"(?:fully\s+)?in\s+mind|witness",
        "calling calls call": r"upon|for|on",
        "looking looks look": r"forward\s+to",
        "drawing draws draw": r"(?:the\s+)?(?:\w+\s+)?attention",
        "paying pays pay": r"(?:\w+\s+)?(?:tribute|homage)",
        "having": r"(?:also\s+|further\s+|now\s+|\w+ly\s+)*"
        r"(?:in\s+mind|regard\s+(?:also\s+|further\s+)?to|\w+ed(?:\s+(?:into\s+account|note))?|heard|"
        r"taken(?:\s+(?:due\s+)?(?:note|into\s+(?:account|consideration)|cogni[sz]ance))?|been|had|met|seen|borne\s+in\s+"
        r"mind|given|held|learnt|made|become|set|found)",
        "acting acts act": r"under|upon|in\s+accordance\s+with|pursuant\s+to|on",
        "appealing appeals appeal": r"to",
        "referring refers refer": r"to",
        "insisting insists insist": r"upon|on|that",
        "expressing expresses express voicing voices extending extends renewing renews reiterating reiterates": (
            r"(?:(?:its|their|his|our|the|a|an|with)\s+)?(?:[\w-]+\s+(?:and\s+)?){0,3}?" + _FEELING
        ),
        "guided": r"by",
        "being": r"\w+",
        "remains": r"(?:actively\s+)?seized",
        "regarding": r"as",
        "giving gives": r"(?:\w+\s+)?(?:consideration|effect)",
    }.items()
    for head in heads.split()
}


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening verb or phrase as the paragraph writes it.

    `section` is the one the word speaks for on its own; `bare` is set for infinitives and imperatives ("Ensure",
    "Request"), `weak` for words that begin headings and other sentences as well ("Strengthening", "In view of").
    """

    text: str
    section: Section
    bare: bool = False
    weak: bool = False


def _bare(finite: str) -> str:
    """The bare form of a finite verb: decides, decide; expresses, express; denies, deny."""
    if finite.endswith("ies"):
        return finite[:-3] + "y"
    if finite.endswith(("sses", "shes")):
        return finite[:-2]
    return finite[:-1]


def _heads() -> dict[str, tuple[Section, bool]]:
    pre, op = Section.PREAMBULAR, Section.OPERATIVE
    heads: dict[str, tuple[Section, bool]] = {}
    for pair in re.split(r"[|\n]", _VERBS.strip()):
        participle, finite = pair.split()
        heads |= {_bare(finite): (op, True), finite: (op, False), participle: (pre, False)}
    heads |= dict.fromkeys(_BARE.split(), (op, True))
    heads |= dict.fromkeys(f"looking stating {_ADJECTIVES} {_FRENCH_PREAMBULAR}".split(), (pre, False))
    heads |= {word: (op, False) for word in _FRENCH_OPERATIVE.split() if word not in heads}
    return heads


_HEADS = _heads()
_PHRASES: dict[str, list[tuple[str, Section]]] = {}
for _phrase, _section in sorted(
    [(p, Section.PREAMBULAR) for p in _PREAMBULAR_PHRASES] + [(p, Section.OPERATIVE) for p in _OPERATIVE_PHRASES],
    key=lambda item: -len(item[0]),
):
    _PHRASES.setdefault(_phrase.split()[0], []).append((_phrase, _section))


def unnumbered(text: str) -> str:
    """The paragraph without number, letter, bullet or quotation mark in front."""
    text = text.strip()
    while text:
        match = _LABEL.match(text)
        rest = text[match.end() :] if match else text
        rest = rest.lstrip(_OPENERS)
        if rest == text:
            return text
        text = rest
    return text


def find_opening(text: str) -> Opening | None:
    """Find the opening word or phrase of a paragraph and the section it speaks for; None if it has none."""
    return opening_after(unnumbered(text))


def opening_after(text: str) -> Opening | None:
    """`find_opening` for a text that `unnumbered` has been through."""
    first = _WORD.match(text)
    if first is None:
        return None
    found = _opening_at(text, first)
    if found is None and first[0][0] in "TtMHhSsWwGCPE":
        if first[0] in {"We", "we"}:
            subject_end = first.end() + 1
        else:
            subject = _SUBJECT.match(text)
            if subject is None:
                return None
            subject_end = subject.end()
        verb = _WORD.match(text, subject_end)
        found = _opening_at(text, verb) if verb else None
        if found is not None and found.section is not Section.OPERATIVE:
            return None
    return found


def _opening_at(text: str, word: re.Match[str]) -> Opening | None:
    start = word.start()
    for _ in range(6):
        low = word[0].lower()
        for phrase, section in _PHRASES.get(low, ()):
            end = word.start() + len(phrase)
            if text[word.start() : end].lower() == phrase and not text[end : end + 1].isalnum():
                return _extended(text, start, end, low, section, bare=False)
        head = _HEADS.get(low)
        if head is not None:
            section, bare = head
            if low in _NOUN_VERBS:
                after = _WORD.match(text, _GAP.match(text, word.end()).end())  # type: ignore[union-attr]
                following = after[0].lower() if after else "."
                if following in _NOUN_BEFORE and low not in _COMPLETION:
                    return None
            return _extended(text, start, word.end(), low, section, bare=bare)
        if not (low in _ADVERBS or (low.endswith("ly") and low not in _NOT_ADVERBS)):
            return None
        following_word = _WORD.match(text, _GAP.match(text, word.end()).end())  # type: ignore[union-attr]
        if following_word is None:
            return None
        word = following_word
    return None


def _extended(text: str, start: int, end: int, head: str, section: Section, *, bare: bool) -> Opening | None:
    """Add the completion of the head ("upon", "note", "its concern") and its tail ("also", "with appreciation")."""
    completion = _COMPLETION.get(head)
    if completion is not None:
        match = completion.match(text, end)
        if match:
            end = match.end()
        elif head in {"having", "being", "look", "looks"}:
            return None
    tail = _TAIL.match(text, end)
    if tail:
        end = tail.end()
    weak = head in _HEADING_PARTICIPLES or head in _WEAK or (bare and head in _NOUN_VERBS)
    return Opening(_SPACE.sub(" ", text[start:end]).strip(" ,*_"), section, bare, weak)


def opening_of(text: str) -> str:
    """The opening verb or phrase of a paragraph as it writes it: "Recalling also", "Strongly condemns"; "" if none."""
    found = find_opening(text)
    return found.text if found else ""
