"""Reading a content file: YAML that remembers the line on which each thing stands."""

from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a file, in words; the line where it is known."""

    words: str
    line: int | None = None


class BadFile(Exception):
    """A file that cannot be loaded, with everything found wrong in it."""

    def __init__(self, source, problems):
        super().__init__(source)
        self.source = source
        self.problems = problems

    def __str__(self):
        return "\n".join(
            f"{self.source}, line {problem.line}: {problem.words}"
            if problem.line
            else f"{self.source}: {problem.words}"
            for problem in self.problems
        )


class Mapping(dict):
    """A mapping of the file; `line` is where it begins, `lines` where each key is."""

    def __init__(self, line=None):
        super().__init__()
        self.line = line
        self.lines = {}


class Sequence(list):
    """A list of the file; `lines` says where each item begins."""

    def __init__(self):
        super().__init__()
        self.lines = []


class Repeated(yaml.YAMLError):
    """A key that stands twice in one mapping: the first would be lost."""

    def __init__(self, key, line):
        super().__init__(key)
        self.problem = Problem(f"“{key}” stands here a second time.", line)


class LineLoader(yaml.SafeLoader):
    """Makes a `Mapping` of each mapping and a `Sequence` of each list."""

    def construct_lined_mapping(self, node):
        mapping = Mapping(node.start_mark.line + 1)
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            line = key_node.start_mark.line + 1
            if key in mapping:
                raise Repeated(key, line)
            mapping[key] = self.construct_object(value_node, deep=True)
            mapping.lines[key] = line
        return mapping

    def construct_lined_sequence(self, node):
        sequence = Sequence()
        for item in node.value:
            sequence.append(self.construct_object(item, deep=True))
            sequence.lines.append(item.start_mark.line + 1)
        return sequence


LineLoader.add_constructor("tag:yaml.org,2002:map", LineLoader.construct_lined_mapping)
LineLoader.add_constructor("tag:yaml.org,2002:seq", LineLoader.construct_lined_sequence)


def read(path, source):
    """Read a content file as a `Mapping`.

    `source` is what the file is called in sentences. Raises BadFile.
    """
    try:
        # S506: LineLoader is a SafeLoader; it makes nothing but plain values.
        contents = yaml.load(path.read_text(encoding="utf-8"), LineLoader)  # noqa: S506
    except UnicodeDecodeError as error:
        raise BadFile(source, [Problem("This is not a text file in UTF-8.")]) from error
    except Repeated as error:
        raise BadFile(source, [error.problem]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = f"This cannot be read as YAML: {error.problem}."
        raise BadFile(source, [Problem(words, mark and mark.line + 1)]) from error
    except yaml.YAMLError as error:
        words = f"This cannot be read as YAML: {error}"
        raise BadFile(source, [Problem(words)]) from error
    if not isinstance(contents, Mapping):
        raise BadFile(source, [Problem("A file begins with “slug: …” and “title: …”.")])
    return contents
