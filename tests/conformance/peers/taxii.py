"""Drives a TAXII 2.1 server with OASIS's own client, and times its pages. Arguments: JSON on stdin; answer: JSON on stdout."""
import json
import sys
import time

from taxii2client.v21 import ApiRoot, Collection, Server, as_pages

given = json.load(sys.stdin)
auth = {"user": given["user"], "password": given["password"]}
answer = {}
if "discovery" in given:
    server = Server(given["discovery"], **auth)
    answer["roots"] = [root.url for root in server.api_roots]
root = ApiRoot(given["root"], **auth)
answer["collections"] = [one.alias for one in root.collections if one.alias]
answer["max"] = root.max_content_length
if "write" in given:
    collection = Collection(f"{given['root']}collections/{given['collection']}/", **auth)
    status = collection.add_objects({"objects": given["write"]}, wait_for_completion=True)
    answer["status"] = [status.status, status.success_count, status.failure_count, status.pending_count]
    one = given["write"][0]["id"]
    answer["object"] = collection.get_object(one)["objects"][0]["id"]
    answer["versions"] = collection.object_versions(one)["versions"]
    answer["manifest"] = len(collection.get_manifest()["objects"])
    answer["types"] = len(collection.get_objects(type=given["write"][0]["type"])["objects"])
    collection.delete_object(one)
    answer["left"] = len(collection.get_objects().get("objects", []))
if "read" in given:
    collection = Collection(f"{given['root']}collections/{given['read']}/", **auth)
    started, ids = time.perf_counter(), []
    for page in as_pages(collection.get_objects, per_request=given["limit"], version="all"):
        ids.extend(one["id"] for one in page.get("objects", []))
    answer["seconds"] = time.perf_counter() - started
    answer["count"], answer["different"] = len(ids), len(set(ids))
json.dump(answer, sys.stdout)
