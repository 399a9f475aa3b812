"""The steps of the walk through a resolution: what each line is, by itself and by what stands before it."""

import re
from collections.abc import Sequence

from clausetag.data.documents.articles import article_label
from clausetag.data.documents.body import Line
from clausetag.data.documents.continued import continues
from clausetag.data.documents.found import Found
from clausetag.data.documents.headings import is_heading, is_lettered_heading, parts_list
from clausetag.data.documents.items import capital_label, is_item, is_listed, is_name
from clausetag.data.documents.kind import Kind
from clausetag.data.documents.numbering import Label, begins_list, number_value
from clausetag.data.documents.operative import is_operative
from clausetag.data.documents.organs import ORGANS
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.resolution import LeftOut, Rest, Section

_THEREFORE = re.compile(r"(?:Now,?\s)?[Tt]herefore,?|NOW,?\sTHEREFORE,?")


class Walk(Found):
    """Takes the lines of a resolution one after the other, and keeps what they are."""

    def take(self, line: Line, ahead: Sequence[str], *, numbers_follow: bool) -> None:
        """Take the next line; `ahead` are the letters in front of those after it."""
        if self._steps_over(line):
            return
        if line.label is not None:
            self._labelled(line, line.label, ahead)
        else:
            self._unlabelled(line, numbers_follow=numbers_follow)

    def _steps_over(self, line: Line) -> bool:
        """Whether a line is one that every resolution has around its clauses: organ, annex, close, title, note."""
        if self._names_organ(line):
            self._set_aside(line.text, Rest.HEADER)
            self._named = True
            if not self._begins_annex():
                self._open_part()
        elif line.look.is_annex:
            self.left.append(LeftOut(Rest.HEADING, line.text))
            self.place.open_annex(line.text)
            self._begin_again()
        elif line.label is not None:
            return False
        elif line.look.is_closing:
            self._set_aside(line.text, Rest.CLOSING)
            self._closed = True
        elif line.look.is_numbered_title and line.section is Section.NEITHER:
            self._open_part()
            self._set_aside(line.text, Rest.HEADER)
            if self.place.part:
                self.place.titles.take(line.text, fresh=False)
        elif line.look.is_note:
            self._set_aside(line.text, Rest.NOTE)
        else:
            return False
        return True

    def _names_organ(self, line: Line) -> bool:
        """Whether a line names the organ that speaks; below clauses "The Committee" without a comma is a heading."""
        if not self.entries:
            return line.look.organ is not None
        return line.look.speaks and (ends_with(line.text, ",:.") or line.look.organ in ORGANS)

    def _begins_annex(self) -> bool:
        """Whether nothing but headings stands in the annex so far: its text, too, may begin with the organ."""
        where = (self.place.part, self.place.annex)
        return self.place.annex > 0 and not any((e.part, e.annex) == where for e in self.entries[-1:])

    def _open_part(self) -> None:
        """A line "The General Assembly,": a new resolution begins, if clauses stand before it.

        Below "Now, therefore," it names again who speaks.
        """
        place = self.place
        begun = any(e.part == place.part and not _THEREFORE.fullmatch(e.text) for e in self.entries[-1:])
        place.open_part(new=place.annex > 0 or begun)
        self._begin_again()
        self._open.former = None

    def _begin_again(self) -> None:
        self._open.begin_again()
        self._operative, self._closed = False, False

    def _labelled(self, line: Line, label: Label, ahead: Sequence[str]) -> None:
        if label.kind == "number" and not self._hangs(line, label):
            self._numbered(line, label, ahead)
            return
        if label.kind == "preamble":
            self._operative = False
            self._add(line.rest, line.cites, label.text)
            return
        if label.kind == "letter" and is_lettered_heading(line, label, self._open, fresh=self.place.fresh):
            self._set_aside(line.text, Rest.HEADING)
            self.place.open_heading(line.text, "")
            return
        if self._begins_acting(line, label) or not self._hang(label, line.rest, line, ahead):
            self._operative = line.section is not Section.PREAMBULAR
            if not _acts(line, label):
                self._add(line.rest, line.cites)
                return
            self._add("", ())  # "The Council: (a) Decides", a decision
            self._hang(label, line.rest, line, ahead)

    def _begins_acting(self, line: Line, label: Label) -> bool:
        """Whether a letter begins the operative part below a preamble: "Recalling its decision, (a) Decides ..."."""
        if self._operative or not self.entries or self.place.fresh:
            return False
        return ends_with(self.entries[-1].text, ",") and _acts(line, label)

    def _numbered(self, line: Line, label: Label, ahead: Sequence[str]) -> None:
        value = number_value(label.text)
        if value == 1 and self._closed and self.place.fresh and self.entries and not self.place.annex:
            self.place.open_annex(*self.place.titles.path[-1:] or ("",))  # below the close: it says not what it is
        if value == 1 and self.place.numbered and label.text == "1":
            self.place.open_block()
        self._operative = True
        self._open.number = value
        self.place.numbered = True
        inner, rest = line.look.forms.split_label(line.rest)
        if inner is None or not begins_list(inner, rest):
            self._add(line.rest, line.cites, label.text)
            return
        self._add("", (), label.text)
        self._hang(inner, rest, line, ahead)

    def _hang(self, label: Label, text: str, line: Line, ahead: Sequence[str]) -> bool:
        """Hang the text of a line on the open paragraph, "(a) ...", or two, "(a) (i) ..."; whether one is open."""
        self._open.resume(label)
        top, nesting = self._open.top, self._open.nesting
        if top is None:
            return False
        own = Label("letter", label.text) if label.kind == "number" else label
        labels = nesting.place(own, ahead, after_colon=ends_with(self.entries[-1].text, ":"))
        inner, rest = line.look.forms.split_label(text)
        if inner is not None and begins_list(inner, rest):
            self._add_below(top, "", (), labels)
            labels = nesting.place(inner, ahead, after_colon=True)
            text = rest
        self._add_below(top, text, line.cites, labels, printed=label.kind != "bullet" or inner is not None)
        return True

    def _hangs(self, line: Line, label: Label) -> bool:
        """Whether a number is a list below the open paragraph ("2. Decides that: 1. ...") and not a paragraph's own."""
        paragraph = self._open
        if paragraph.top is None or not label.text.isdigit() or not self.entries or self.place.fresh:
            return False
        value = int(label.text)
        if paragraph.nesting.open and paragraph.nesting.follows(label.text):
            if value != paragraph.number + 1:
                return True
            last = self.entries[-1].text
            return ends_with(last, ";") and line.look.opening == ""  # the list has come to the next paragraph's number
        if value == paragraph.number + 1:
            return False
        return value == 1 and paragraph.number >= 1 and ends_with(self.entries[-1].text, ":")

    def _unlabelled(self, line: Line, *, numbers_follow: bool) -> None:
        paragraph, top = self._open, self._open.top
        if self._continues(line):
            self._go_on(line)
        elif self._voted(line):
            self._set_aside(line.text, Rest.CLOSING)
        elif top is not None and not self.place.fresh and (label := capital_label(self.entries, line, paragraph)):
            paragraph.capital = True
            self._hang(label, line.text.split(maxsplit=1)[1], line, ())
        elif top is not None and not self.place.fresh and parts_list(line, paragraph.nesting):
            self._set_aside(line.text, Rest.HEADING)
            self.place.titles.take(line.text, fresh=False)
        elif top is not None and not (self.place.fresh or self._closed) and is_name(self.entries, line, top):
            labels = paragraph.nesting.place(Label("bullet", ""), (), after_colon=True)
            self._add_below(top, line.text, line.cites, labels)
        elif top is not None and self._lists(line, top):
            labels = paragraph.nesting.place(Label("bullet", ""), (), after_colon=True)
            self._add_below(top, line.text, line.cites, labels, printed=False)
        elif is_heading(
            line,
            numbered=numbers_follow or paragraph.number > 0,
            preamble=not (self._operative or self.place.annex),
            closed=bool(self.entries) and ends_with(self.entries[-1].text, ";."),
            below=bool(self.entries) and self.place.fresh and self.place.untitled,
            first=self.place.annex > 0 and self.place.fresh,
            title=self._begins_annex(),
        ):
            self._set_aside(line.text, Rest.HEADING)
            self.place.open_heading(line.text, article_label(line.text) or line.look.forms.heading_label(line.text))
        elif self._closed and line.section is Section.NEITHER and not self.place.annex:
            self._set_aside(line.text, Rest.CLOSING)
        elif (
            top is not None
            and not (self.place.fresh or self._closed)
            and is_item(self.entries, line, top, paragraph.nesting)
        ):
            labels = paragraph.nesting.place(Label("bullet", ""), (), after_colon=True)
            self._add_below(top, line.text, line.cites, labels, printed=False)
        else:
            numbers_begin = self.place.fresh and line.next_label == Label("number", "1")
            anew = numbers_begin and line.look.opens_preamble  # a part with a preamble of its own
            if line.look.kind is Kind.PARTIES and self.place.annex:
                self._operative = False  # the preamble of a convention, below its title
            self._operative = is_operative(
                line,
                begun=self._operative and not anew,
                numbered=paragraph.number > 0 and not anew,
                numbers_follow=numbers_follow,
                annex=self.place.annex > 0,
            )
            former = (top, paragraph.nesting) if top is not None and paragraph.nesting.open else None
            self._add(line.text, line.cites)
            paragraph.former = former

    def _voted(self, line: Line) -> bool:
        """Whether a line names those who voted as the one above it says: "In favour:"."""
        above = self.left[-1] if self._closed and self.left else None
        return above is not None and ends_with(above.text, ":") and bool(line.look.forms.vote_line.match(above.text))

    def _lists(self, line: Line, top: int) -> bool:
        if self.place.fresh or self._closed:
            return False
        return is_listed(self.entries, line, top, self._open.nesting, self._open.number)

    def _continues(self, line: Line) -> bool:
        if not self.entries or self.place.fresh or self._closed:
            return False
        return continues(self.entries, line, self._open.nesting, operative=self._operative)


def _acts(line: Line, label: Label) -> bool:
    """Whether a letter that may begin a list stands before words that open an operative paragraph."""
    return begins_list(label, line.rest) and line.section is Section.OPERATIVE and line.look.opens_strongly
