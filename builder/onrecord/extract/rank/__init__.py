"""Who spoke, weighed: a small trained model looks at all candidates, after the rules have had their say.

The rules stay readable and give most of the evidence; the model has learned from annotated articles how far each can be
trusted where. It confirms their verdict, changes it or takes it back, and says how sure that is.
"""

from onrecord.extract.rank.ranker import Ranker, Setting, load_ranker

__all__ = ["Ranker", "Setting", "load_ranker"]
