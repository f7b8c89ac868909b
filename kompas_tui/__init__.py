"""Kompas: a workshop in a terminal, for a beamer, the phones in the room and a Word report.

Data flows one way: deck file → card → round → ballots → result → report. What has happened is
a list of events; everything else is worked out from it. Imports run from the bottom of this
list to its top only:

    domain      pure: knows no file, socket, screen or clock; its rooms in the order of the data:
        language    the sanitizer of text, wording, dates, errors
        result      shapes of results, tables, comparison, highlights, spellings
        question    fields, options, answers, ballots
        kinds       one module a kind of question
        deck        cards with bears, fans, plates and canvases
        session     events, rounds, how a session stands, the fold of one into the other, moderation
        course      the card now, the hunt, sides, how far the group is on a plate
        outcome     the one gate: what may be seen of a round
        report      the document's model
        library     what all sessions together gave, what is done with it and what follows
    deck_files  Markdown file to Deck, or problems with file and line; reads the bears in drawings/
    scenes      the drawn praatplaat: in pencil and in colour, at any size
    journal     what has happened, kept: the log, and the TinyDB database written from it
    library     all sessions read together, with an index that can be thrown away, and what is added to them
    workshop    the running session: takes commands, appends events, tells who listens
    web         phones and the facilitator's remote (ASGI)
    tui         the beamer (Textual)
    export      Word, CSV, JSON, and a deck on paper
    simulation  simulated phones over real HTTP, for the demo, tests and measurements
    huis        a server of many sessions: each a web app of its own, kept in PostgreSQL
    cli         commands; the one place where the parts are put together

The words of the code and the words on the screen:

    Deck, Card          kaartenset, kaart       a Markdown file; what is on the beamer at one time
    Activity            werkvorm                a question on a card, of one kind
    Session             sessie                  one run of decks with one group; a folder
    Round               ronde                   one opening of an activity
    Ballot              stem, antwoord          one participant's answer in one round
    Voter               deelnemer               an anonymous device, never a name
    Outcome             uitslag                 what may be seen of a round, by everybody
    Receipt             kenmerk                 the code by which a voter finds the own ballot
    Note, Decision, Action, Parking             notitie, besluit, actiepunt, parkeerplaats
    Promise             toezegging              what somebody promises to somebody: who, to whom, what, when
    Command             opdracht                what a facilitator can do, by key, palette or remote
    Canvas, CanvasCell  canvas, vak             one thing that the group agrees, cell by cell
    Continued           vervolg                 what a session brings along from the one before it
    Sides               kant                    what a card says to the side that the group chose
    Report              verslag                 the Word document
    Thing, Shelf        iets in de reisgids, de reisgids    what sessions gave to the library; all of it together
    Proposal            voorstel                what lessons ask to change, with all that happens to it
    Measured            meting                  how many phones this laptop can bear
"""

__version__ = "0.1.0"
