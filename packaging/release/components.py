#!/usr/bin/env python3
"""Writes what a release says of its components: one list of them (CycloneDX) and their licences.

It stops with one line if a jar is not in the lists that Maven has made, or if the text of a licence is missing.
"""

import argparse
import hashlib
import json
import pathlib
import re
import sys
import zipfile

# What POMs call licences, and the name of the text here.
TEXTS = {
    "Bouncy Castle Licence": "MIT",
    "AL 2.0": "Apache-2.0",
    "GPL v2": "GPL-2.0",
    "Copyfree Open Innovation License 0.5": "COIL-0.5",
    "Eclipse Public License (EPL) 2.0": "EPL-2.0",
    "Go License": "BSD-3-Clause",
    "GNU Lesser General Public License": "LGPL-2.1",
    "LGPL-2.1-only": "LGPL-2.1",
    "LGPL-3.0-or-later": "LGPL-3.0",
    # what the file itself says: version 2.0
    "Apache-1.0": "Apache-2.0",
    "Public Domain": None,
}
# What the POM does not say, and the source does.
UNSAID = {"org.apache.xbean/xbean-asm9-shaded": "Apache-2.0"}

A_LICENCE = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|epl|lgpl|gpl|about)[^/]*(\.(txt|md|html))?$", re.IGNORECASE)


def licences(component):
    """The licences of a component by name; of an expression each one."""
    names = []
    for entry in component.get("licenses", []):
        licence = entry.get("license", {})
        name = licence.get("id") or licence.get("name") or entry.get("expression")
        names += [part for part in re.split(r" OR | AND ", name.strip("()"))]
    unsaid = UNSAID.get(component.get("group", "") + "/" + component["name"])
    return names or ([unsaid] if unsaid else [])


def merged(boms, version):
    """One list of the components of several modules, in the order of their names."""
    components, dependencies = {}, {}
    for bom in boms:
        for component in bom["components"] + [bom["metadata"]["component"]]:
            components[component["bom-ref"]] = component
        for dependency in bom["dependencies"]:
            on = dependencies.setdefault(dependency["ref"], set())
            on.update(dependency.get("dependsOn", []))
    roots = [bom["metadata"]["component"]["bom-ref"] for bom in boms]
    release = "pkg:generic/sealmx@" + version
    dependencies[release] = set(roots)
    metadata = {key: value for key, value in boms[0]["metadata"].items() if key not in ("component", "properties")}
    metadata["component"] = {
        "type": "application", "bom-ref": release, "name": "sealmx", "version": version,
        "licenses": [{"license": {"id": "Apache-2.0"}}], "purl": release,
    }
    return {
        "bomFormat": boms[0]["bomFormat"], "specVersion": boms[0]["specVersion"], "version": 1, "metadata": metadata,
        "components": [components[ref] for ref in sorted(components)],
        "dependencies": [{"ref": ref, "dependsOn": sorted(dependencies[ref])} for ref in sorted(dependencies)],
    }


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def require_listed(jars, bom):
    """Each jar must be in the list, with its octets; ours are listed by name, since shading changes them afterwards."""
    listed = {entry["content"] for component in bom["components"] for entry in component.get("hashes", [])
              if entry["alg"] == "SHA-256"}
    for jar in jars:
        if not jar.name.startswith("sealmx-") and sha256(jar) not in listed:
            sys.exit(f"sealmx: {jar.name} is in no list of components; build again without -P quick")


def write_texts(jars, folder):
    """Copies what the jars themselves say about their licences; returns the names of those that say something."""
    said = set()
    for jar in jars:
        with zipfile.ZipFile(jar) as content:
            for name in sorted(content.namelist()):
                if A_LICENCE.search(name) and not name.endswith((".class", "/")):
                    target = folder / jar.stem / name.replace("META-INF/", "").replace("/", "_")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content.read(name))
                    said.add(jar.stem)
    return said


def write_list(bom, said, texts, folder):
    """Writes README.md, a row for each component, and copies the texts that it refers to."""
    used, rows = set(), []
    for component in bom["components"]:
        names = licences(component)
        group, title = component.get("group", ""), f"{component['name']} {component['version']}"
        if not names:
            sys.exit(f"sealmx: nothing says under which licence {title} is; add it to UNSAID in components.py")
        for name in names:
            text = TEXTS.get(name, name)
            if text and not (texts / (text + ".txt")).exists():
                sys.exit(f"sealmx: {title} is under {name}, whose text is not in packaging/licenses; add it there, or its name to TEXTS")
            if text:
                used.add(text)
            if text == "LGPL-3.0":
                # which adds permissions to it
                used.add("GPL-3.0")
        own = next((stem for stem in said if stem == f"{component['name']}-{component['version']}"), None)
        where = f"[its own]({own})" if own else ""
        rows.append(f"| `{group}:{component['name']}` | {component['version']} | {', '.join(names)} | {where} |")
    for text in sorted(used):
        (folder / (text + ".txt")).write_bytes((texts / (text + ".txt")).read_bytes())
    (folder / "README.md").write_text(
        "# Licences\n\nWhat this release contains, beside SealMX itself (Apache-2.0). A component with several licences may be used under any"
        " of them, unless its own text says otherwise. The texts are beside this file; a folder has what a jar itself says. SealMX changes none"
        " of these libraries; in its two jars for James, the names of some packages are changed.\n\n"
        "| component | version | licence | text |\n|---|---|---|---|\n" + "\n".join(rows) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", required=True)
    parser.add_argument("--lib", type=pathlib.Path, required=True, help="the folder with the jars that are shipped as they are")
    parser.add_argument("--jar", type=pathlib.Path, action="append", default=[], help="a jar that embeds others")
    parser.add_argument("--texts", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True, help="gets sbom and licenses")
    parser.add_argument("boms", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    bom = merged([json.loads(file.read_text(encoding="utf-8")) for file in options.boms], options.version)
    jars = sorted(options.lib.glob("*.jar"))
    require_listed(jars, bom)
    folder = options.output / "licenses"
    folder.mkdir(parents=True)
    write_list(bom, write_texts(jars + options.jar, folder), options.texts, folder)
    sbom = options.output / "sbom"
    sbom.mkdir()
    (sbom / f"sealmx-{options.version}.cdx.json").write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for file in options.output.rglob("*"):
        if file.is_file() and (folder in file.parents or sbom in file.parents):
            file.chmod(0o644)


main()
