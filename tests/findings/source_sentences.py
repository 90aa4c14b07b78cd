"""The texts that stand in C and C++ sources, put together as far as they can be without running them:
adjacent literals are joined, and what is added between two of them by + becomes a gap."""

import re

GAP = "\x01"

TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|\#\s*include[^\n]*
        |R"(?P<mark>\w*)\((?P<raw>.*?)\)(?P=mark)"
        |"(?P<text>(?:[^"\\\n]|\\.)*)"
        |'(?:[^'\\\n]|\\.)+'
        |[A-Za-z_]\w*|\d[\w.']*|::|->|\+=|\+\+|.""",
    re.S | re.X,
)
ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|.)", re.S)
NAMED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
ENDS = {",", ";", ")", "}", "{", "]", "?", ":", "=", "return", "<", "&", "|", "!", ">", "+=", "case"}


def unescape(text):
    def one(match):
        word = match.group(1)
        return chr(int(word[1:], 16)) if len(word) > 1 else NAMED.get(word, word)

    return ESCAPE.sub(one, text)


def tokens(source):
    """(is text, token, line)"""
    line = 1
    for match in TOKEN.finditer(source):
        token = match.group(0)
        if match.group("text") is not None:
            yield True, unescape(match.group("text")), line
        elif match.group("raw") is not None:
            yield True, match.group("raw"), line
        elif not token.isspace() and not token.startswith(("//", "/*", "#")):
            yield False, token, line
        line += token.count("\n")


def next_operand(found, at):
    """Behind a +: where the next text stands, and whether anything stands before it."""
    depth = 0
    for i in range(at, len(found)):
        is_text, token, _ = found[i]
        if is_text and depth == 0:
            return i, i > at
        if not is_text:
            if depth == 0 and token in ENDS:
                return None, True
            depth += (token in ("(", "[", "{")) - (token in (")", "]", "}"))
    return None, True


def sentences(source):
    """(line, text) of all texts; gaps as GAP."""
    found = list(tokens(source))
    at = 0
    while at < len(found):
        if not found[at][0]:
            at += 1
            continue
        line = found[at][2]
        text = GAP if at > 0 and found[at - 1][:2] == (False, "+") else ""
        while at < len(found):
            while at < len(found) and found[at][0]:
                text += found[at][1]
                at += 1
            plus = at
            if found[plus : plus + 1] and found[plus][:2] == (False, ")"):  # std::string("...") + name
                plus += 1
            if plus >= len(found) or found[plus][:2] != (False, "+"):
                break
            following, gap = next_operand(found, plus + 1)
            text += GAP if gap else ""
            if following is None:
                at = plus + 1
                break
            at = following
        yield line, with_gaps(text)


def with_gaps(text):
    """fmt's {} and the {name, kind} of a catalogue as gaps, {{ and }} as braces."""
    text = text.replace("{{", "\x02").replace("}}", "\x03")
    text = re.sub(r"\{[^{}\n]*\}", GAP, text)
    return re.sub(GAP + "+", GAP, text.replace("\x02", "{").replace("\x03", "}"))
