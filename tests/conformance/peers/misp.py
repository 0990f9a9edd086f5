"""Reads a feed with PyMISP, and writes an event of its own. Arguments: JSON on stdin; answer: JSON on stdout."""
import json
import sys
import urllib.request

from pymisp import MISPAttribute, MISPEvent, MISPObject

given = json.load(sys.stdin)


def get(name):
    request = urllib.request.Request(given["feed"] + name, headers={"Authorization": "Bearer " + given["token"]})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


answer = {"events": {}}
if "feed" in given:
    manifest = json.loads(get("manifest.json"))
    for uuid, entry in manifest.items():
        event = MISPEvent()
        event.load(get(f"{uuid}.json"), validate=False, metadata_only=False)
        dumped = json.loads(event.to_json())
        hashes = sorted(h for h, of in (line.split(",") for line in get("hashes.csv").split()) if of == uuid)
        answer["events"][uuid] = {
            "info": event.info, "entry": entry["info"], "timestamp": int(event.timestamp.timestamp()) == int(entry["timestamp"]), "tags": [tag.name for tag in event.tags],
            "attributes": [[one.type, one.value, one.to_ids] for one in event.attributes], "objects": [[one.name, len(one.attributes)] for one in event.objects], "known": len(dumped),
            # What PyMISP itself would write as a feed of this event.
            "manifest": list(event.manifest.keys()) == [uuid], "hashes": sorted(event.attributes_hashes("md5")) == hashes,
        }
event = MISPEvent()
event.uuid = "5d2c8a10-0000-4000-8000-000000000001"
event.info = "Written by PyMISP"
event.set_date("2026-01-05")
event.timestamp = 1767600000
event.analysis, event.threat_level_id, event.distribution = 1, 2, 3
event.add_tag("tlp:green")
event.Orgc = __import__("pymisp").MISPOrganisation()
event.Orgc.name, event.Orgc.uuid = "Peer", "5d2c8a10-0000-4000-8000-000000000002"
attribute = event.add_attribute("domain", "written.example", to_ids=True, comment="by hand")
attribute.uuid, attribute.timestamp = "5d2c8a10-0000-4000-8000-000000000003", 1767600000
attribute.add_tag("tlp:amber")
one = MISPObject("domain-ip", standalone=False)
one.uuid, one.timestamp = "5d2c8a10-0000-4000-8000-000000000004", 1767600000
for at, (relation, value) in enumerate([("domain", "pair.example"), ("ip", "198.51.100.7")]):
    part = one.add_attribute(relation, value)
    part.uuid, part.timestamp = f"5d2c8a10-0000-4000-8000-00000000001{at}", 1767600000
one.add_reference(attribute.uuid, "related-to")
for reference in one.references:
    reference.uuid = "5d2c8a10-0000-4000-8000-000000000020"
event.add_object(one)
answer["written"] = json.loads(event.to_json())
answer["feed"] = event.to_feed(with_meta=False)
answer["manifest"] = event.manifest
# A feed as PyMISP's own generator writes it into a folder: manifest, hashes, one file an event.
if "folder" in given:
    import os

    manifest, hashes = {}, []
    for at, (info, tags) in enumerate([("Attack", ["tlp:amber", 'rsit:fraud="phishing"']), ("Red", ["tlp:red", "rsit:malicious-code"]), ("Threat", ["tlp:clear", "type:OSINT"]), ("Refuted", ['incident-disposition:not-an-incident="refuted"'])]):
        one = MISPEvent()
        one.uuid = f"5d2c8a10-0000-4000-8000-00000000020{at}"
        one.info = info
        one.set_date("2026-01-05")
        one.timestamp = 1767600000 + at
        one.analysis, one.threat_level_id, one.distribution = 2, 2, 3
        one.Orgc = event.Orgc
        for tag in tags:
            one.add_tag(tag)
        one.add_attribute("domain", f"a{at}.example", to_ids=True)
        fed = one.to_feed(with_meta=True)
        manifest.update(fed["Event"].pop("_manifest"))
        hashes += [[h, one.uuid] for h in fed["Event"].pop("_hashes")]
        with open(os.path.join(given["folder"], f"{one.uuid}.json"), "w") as file:
            json.dump(fed, file, indent=2, default=str)
    with open(os.path.join(given["folder"], "manifest.json"), "w") as file:
        json.dump(manifest, file, default=str)
    with open(os.path.join(given["folder"], "hashes.csv"), "w") as file:
        file.writelines(f"{h},{u}\n" for h, u in hashes)
print(json.dumps(answer, default=str))
