"""Templates divided so that what does not look at a page stands in blocks of its own, which are rendered once for many.

A block of Jinja's looks variables up where it stands, like the template around it. So to make a block of a run of a
template changes nothing of what comes out, as long as the run assigns nothing and looks at nothing that is assigned
around it but in the open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import count
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.compiler import CodeGenerator

_LEAVES = (
    nodes.Assign,
    nodes.AssignBlock,
    nodes.Import,
    nodes.FromImport,
    nodes.Macro,
    nodes.Extends,
    nodes.EvalContextModifier,
)
"""What may leave something behind."""

_BOUND = frozenset({"page", "super", "loop", "caller", "varargs", "kwargs"})
"""Variables that are another's on another page, or nobody's in a block."""

_COSTS: dict[type[nodes.Node], int] = {
    nodes.Include: 8, nodes.Block: 4, nodes.Call: 4, nodes.For: 3, nodes.Filter: 3, nodes.Getattr: 1, nodes.Name: 1,
}  # fmt: skip
_WORTH = 10
"""What a run must cost to stand in a block, which costs something itself."""

Blocks = dict[tuple[str, str], list[str]]
"""The variables that blocks look at, by their template's name and their own."""


class Divider:
    """Has an environment compile templates divided.

    Attributes:
        blocks: what each of their blocks looks at.
        loose: a template may extend one or another, so that blocks of a name are not the same for all pages.
    """

    def __init__(self, environment: jinja2.Environment, looked_at: Callable[[str], frozenset[str] | None]) -> None:
        """Have it so. `looked_at`: the variables that a template looks at, and those below it; None if unknown."""
        self.blocks: Blocks = {}
        self.loose = False
        self._environment = environment
        self._numbers = count()
        self._looked_at = looked_at
        environment.code_generator_class = self._generator  # type: ignore[assignment]  # a class that knows of us

    def _generator(self, *given: Any) -> CodeGenerator:
        return _Generator(self, *given)

    def divide(self, template: nodes.Template, name: str) -> None:
        """Divide a template, and note what its blocks look at."""
        blocks = list(template.find_all(nodes.Block))
        if extends := list(template.find_all(nodes.Extends)):
            fixed = extends == [node for node in template.body if isinstance(node, nodes.Extends)]
            if not fixed or not all(isinstance(node.template, nodes.Const) for node in extends):
                self.loose = True
        else:
            template.body = self._divided(template.body, frozenset())
        for block in blocks:
            block.body = self._divided(block.body, frozenset(_assigned(block)))
        template.set_environment(self._environment)
        for block in template.find_all(nodes.Block):
            self.blocks[name, block.name] = sorted(looked_up(block.body, self._environment))

    def _divided(self, body: Sequence[nodes.Node], barred: Collection[str]) -> list[nodes.Node]:
        """What stands in a template, in a block or below an `if`, with blocks for runs that are worth one."""
        made: list[nodes.Node] = []
        run: list[nodes.Node] = []
        for node in _single(body):
            if self._is_common(node, barred):
                run.append(node)
                continue
            made += self._joined(run)
            run = []
            if isinstance(node, nodes.If):
                node.body = self._divided(node.body, barred)
                node.else_ = self._divided(node.else_, barred)
                for other in node.elif_:
                    other.body = self._divided(other.body, barred)
            made.append(node)
        return _outputs([*made, *self._joined(run)])

    def _joined(self, run: list[nodes.Node]) -> list[nodes.Node]:
        """A run, as a block if that pays."""
        if sum(_cost(node) for node in run) < _WORTH:
            return run
        name = f"onrecord_run_{next(self._numbers)}"
        return [nodes.Block(name, _outputs(run), False, False, lineno=run[0].lineno)]

    def _is_common(self, node: nodes.Node, barred: Collection[str]) -> bool:
        """Whether what comes of this is the same, whichever page it is made for, as far as can be told."""
        if any(isinstance(one, _LEAVES) for one in _all(node, nodes.Node)):
            return False
        names = looked_up([node], self._environment)
        if not names.isdisjoint(_BOUND) or not names.isdisjoint(barred):
            return False
        return all(self._is_told(one.template, barred) for one in _all(node, nodes.Include))

    def _is_told(self, name: nodes.Expr, barred: Collection[str]) -> bool:
        """Whether a template that is included looks at none of these, nor the page."""
        if isinstance(name, nodes.Concat) and isinstance(name.nodes[0], nodes.Const):
            return not barred and str(name.nodes[0].value).startswith(".icons/")
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            return False
        looked_at = self._looked_at(name.value)
        return looked_at is not None and _BOUND.isdisjoint(looked_at) and looked_at.isdisjoint(barred)


class _Generator(CodeGenerator):
    """Jinja's generator of code, for divided templates."""

    def __init__(self, divider: Divider, *given: Any) -> None:
        super().__init__(*given)
        self._divider = divider

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802 - Jinja's
        """Write the code of a template."""
        self._divider.divide(node, str(self.name))
        super().visit_Template(node, frame)


def looked_up(body: Sequence[nodes.Node], environment: jinja2.Environment) -> set[str]:
    """The variables that these nodes look up; what is there for all templates, too, which may be assigned."""
    alone = nodes.Template(list(body), lineno=1)
    alone.environment = environment.overlay()
    alone.environment.globals = {}
    return meta.find_undeclared_variables(alone)


def _single(body: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    """The nodes of a body, what is put out one by one."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (nodes.Output([one], lineno=one.lineno) for one in node.nodes)
        else:
            yield node


def _outputs(body: Sequence[nodes.Node]) -> list[nodes.Node]:
    """The same nodes, with what is put out in succession in one."""
    made: list[nodes.Node] = []
    for node in body:
        last = made[-1] if made else None
        if isinstance(node, nodes.Output) and isinstance(last, nodes.Output):
            last.nodes = [*last.nodes, *node.nodes]
        else:
            made.append(node)
    return made


def _all(node: nodes.Node, kind: type[Any]) -> Iterator[Any]:
    """All nodes of a kind, this one among them."""
    if isinstance(node, kind):
        yield node
    yield from node.find_all(kind)


def _cost(node: nodes.Node) -> int:
    return sum(_COSTS.get(type(one), 0) for one in _all(node, nodes.Node))


def _assigned(block: nodes.Block) -> Iterator[str]:
    """The variables that are assigned somewhere in a block."""
    for node in block.find_all(nodes.Name):
        if node.ctx != "load":
            yield node.name
    for reference in block.find_all(nodes.NSRef):
        yield reference.name
    for imported in block.find_all(nodes.Import):
        yield imported.target
    for macro in block.find_all(nodes.Macro):
        yield macro.name
    for chosen in block.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in chosen.names)
