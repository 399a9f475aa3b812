"""The words that open paragraphs of resolutions, as tables; `openings` combines and reads them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs by their participle and their finite form; the participle opens a preambular paragraph, the finite form (and
# the bare one: "Decide") an operative one.
VERBS = """
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

BARE = "ensure develop promote strengthen provide look make implement"

# Adjectives and past participles that open preambular paragraphs.
ADJECTIVES = """
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
PREAMBULAR_PHRASES = (
    "united in", "united by", "whereas",
    "having", "being", "wanting", "reposing", "proceeding", "basing", "building", "following",
    "remembering", "viewing", "standing", "speaking", "meeting", "conforming", "complying", "pursuing",
    "responding", "reviewing", "contemplating", "reflecting", "sympathizing", "testifying", "fearing", "fulfilling",
    "aiming", "aspiring", "in the light of", "in light of", "in view of", "with a view to", "with the aim of",
    "with the intention of", "in pursuance of", "pursuant to",
    "by virtue of", "in the exercise of", "in exercise of", "in conformity with", "in response to",
    "in execution of", "in compliance with", "in the belief", "in the conviction", "in the knowledge",
    "in the hope", "in consideration of", "given that", "since", "on the recommendation of", "on the proposal of",
    "on the basis of", "because", "with reference to", "seeing that", "under article", "under articles",
    "estimating", "after considering", "before considering", "before hearing", "after examining", "after having",
)  # fmt: skip
OPERATIVE_PHRASES = (
    "states that", "remains", "is of the opinion", "is of the view", "is convinced", "is concerned", "is aware",
    "is deeply concerned", "is gravely concerned", "is gratified", "is pleased", "is determined", "is confident",
    "is grateful", "is willing", "is prepared", "is alarmed", "is mindful", "is conscious", "is encouraged",
    "is appalled", "has decided", "has considered", "has resolved", "have agreed",
    "have decided", "have resolved", "does not", "brings to the attention",
    "calls on", "makes", "sets", "sets up", "puts", "includes", "holds", "appends", "annexes", "abolishes",
    "attaches", "allocates", "appropriates", "apportions", "assesses", "assumes", "assists", "cancels", "changes",
    "closes", "communicates", "completes", "conveys", "defers", "defines", "discontinues", "ends", "enables",
    "engages", "enlarges", "ensures", "exempts", "explains", "facilitates", "gratefully", "guarantees", "increases",
    "incorporates", "initiates", "intensifies", "institutes", "lifts", "looks", "modifies", "nominates", "obliges",
    "pays tribute", "permits", "postpones", "prohibits", "promotes", "prolongs", "provides", "publishes",
    "readmits", "reappoints", "appointed", "reconstitutes", "reduces", "refuses", "releases", "replaces", "reserves",
    "restates", "retains", "salutes", "selects", "sends", "solicits", "speaks", "specifies", "strengthens",
    "attracts the attention", "emits the", "formulates the", "issues the", "signals", "summons", "takes the view",
    "threatens", "tasks", "views", "withdraws", "let",
)  # fmt: skip

# Words that stayed in French, or that optical recognition and machine translation made of them.
FRENCH_PREAMBULAR = """
    rappelant réaffirmant notant considérant constatant reconnaissant ayant consciente conscient convaincue
    convaincu soulignant prenant accueillant profondément vivement préoccupée préoccupé exprimant désireuse
    désirant estimant affirmant rappe/ant rappelanl mobilisée guidée tenant vu vue sachant déplorant condamnant
    saluant
"""
FRENCH_OPERATIVE = """
    décide prie demande invite recommande réaffirme condamne souligne approuve adopte exprime engage félicite
    réitère exhorte encourage autorise déclare rappelle proclame constate reconnaît affirme déplore remercie
"""

# Nouns among the bare verb forms: "Request for a subvention", "Review of ..." are headings.
NOUN_BEFORE = _words("for of by from in at to on and or under between among .")
NOUN_VERBS = _words("""
    address advice appeal approach association call celebration challenge charge claim condemn demand desire
    draw feel find grant hail hope honour issue join launch mark name note notice offer order pay place plan
    pledge point praise promise protest record regard request resolve respect review see share show state states
    stress support task tasks trust view views voice wish question open take give opening marking learning
    finding meeting building standing following speaking reviewing regarding planning mourning showing seeing
    paying placing ordering continuing establishing creating addressing promoting strengthening keeping
    launching financing measuring naming looks records marks places names shares shows offers
""")
# "Strengthening the role of ...", "Addressing poverty": titles rather than openings.
HEADING_PARTICIPLES = _words("""
    respecting admitting adhering
    addressing advising amending appointing assigning building celebrating challenging continuing convening
    creating counting delegating designating empowering establishing examining financing finding following
    identifying imposing indicating keeping launching learning marking measuring meeting naming offering opening
    ordering paying placing planning pointing promoting receiving recording reviewing sharing showing speaking
    standing strengthening submitting tasking terminating transferring transmitting understanding pursuing
    responding viewing
""")

# First words of phrases that open any kind of sentence.
WEAK = _words("before in since because under on with by pursuant after given being seeing united following building")
ADVERBS = _words("""
    also further furthermore again once more likewise moreover hereby therefore accordingly thus now still ever
    too very most remaining firm addition additionally and
""")
NOT_ADVERBS = _words("family only july assembly supply reply early apply imply comply rely ally likely italy")
