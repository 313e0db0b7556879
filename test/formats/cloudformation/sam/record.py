"""Records what AWS's own SAM transform makes of the templates beside it.

Run it with Python 3 after a change of the templates, then format what it wrote:
python3 test/formats/cloudformation/sam/record.py && npx oxfmt test/formats/cloudformation/sam/recorded.json
It needs the packages aws-sam-translator and PyYAML; the tests run without it, on what it recorded.
"""

import json
import logging
import os
import pathlib
import sys

try:
    import yaml
    import samtranslator
    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.translator.transform import transform
except ImportError as missing:
    sys.exit(f"not recorded, because {missing.name} is missing: pip install aws-sam-translator==1.110.0 PyYAML")

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
logging.disable(logging.CRITICAL)
if os.environ.get("PYTHONHASHSEED") != "0":
    # The transform iterates sets of texts: only with a fixed seed is what it makes the same each time.
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})

HERE = pathlib.Path(__file__).parent


class Loader(yaml.SafeLoader):
    """YAML with CloudFormation's tags."""


def call(loader, tag, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        value = value.split(".", 1) if tag == "GetAtt" else value
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {tag if tag in ("Ref", "Condition") else f"Fn::{tag}": value}


Loader.add_multi_constructor("!", call)


class NoPolicies:
    """The transform has the names of AWS's policies itself."""

    def load(self):
        return {}


def recorded(path):
    template = yaml.load(path.read_text(), Loader)
    template.pop("AWSTemplateFormatVersion", None)
    try:
        return transform(template, {}, NoPolicies())
    except InvalidDocumentException as refusal:
        return {"refused": [cause.message for cause in refusal.causes]}


results = {path.stem: recorded(path) for path in sorted((HERE / "templates").glob("*.yaml"))}
(HERE / "recorded.json").write_text(json.dumps(results, indent=2, sort_keys=True) + "\n")
print(f"recorded {len(results)} templates with aws-sam-translator {samtranslator.__version__}")
