"""A paper as plain text, for e-mail and for programs that read nothing else."""

from toolkit.papers.paper import BLANK, Paper


def write_text(paper: Paper) -> bytes:
    """The paper in UTF-8, a blank line between its parts."""
    parts = [f"{paper.title}\n{'=' * len(paper.title)}"]
    for section in paper.sections:
        parts.append(f"{section.title}\n{'-' * len(section.title)}")
        parts.extend(section.printed)
        for answer in section.answers:
            mark = "- " if answer.is_list else ""
            lines = [f"{mark}{paragraph}" for paragraph in answer.paragraphs] or [BLANK]
            parts.append(
                "\n".join([answer.label if answer.label.endswith("?") else f"{answer.label}:", *lines])
            )
    parts.extend(f"{BLANK}\n{signer}" for signer in paper.signers)
    return "\n\n".join([*parts, paper.note, ""]).encode()
