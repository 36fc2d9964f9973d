import { describe, expect, test } from "vitest";
import { fileUrl, listingUrl, readHubModel } from "../../../src/models/hubAddress.ts";

describe("what a person typed", () => {
  test.each([
    ["sentence-transformers/all-MiniLM-L12-v2", undefined, "main"],
    ["  BAAI/bge-small-en-v1.5 ", " ", "main"],
    ["albert/albert-base-v2", "refs/pr/1", "refs/pr/1"],
    ["https://huggingface.co/distilbert/distilbert-base-uncased", undefined, "main"],
    ["https://huggingface.co/distilbert/distilbert-base-uncased/tree/v1.0", undefined, "v1.0"],
  ])("%s is a model", (name, revision, expected) => {
    expect(readHubModel({ name, ...(revision !== undefined && { revision }) })).toMatchObject({ revision: expected });
  });

  test.each([
    "",
    "bert",
    "a/b/c",
    "../etc/passwd",
    "a/..",
    "./b",
    "a/b?x=1",
    "a/b#c",
    "a/b%2e",
    "a b/c",
    "-a/b",
    "a/b-",
    "org/na..me",
    "org/na--me",
    "a\\b",
    "<b>/x",
    `o/${"x".repeat(97)}`,
    "http://evil.example/a/b",
  ])("%j is none, and nothing is asked for", (name) =>
    expect(() => readHubModel({ name })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ code: "name-invalid" }) as unknown }),
    ),
  );

  test.each(["../main", "a//b", "main/", "a b", "-x", "a..b", "x".repeat(101)])("%j is no revision", (revision) => {
    expect(() => readHubModel({ name: "a/b", revision })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ code: "revision-invalid" }) as unknown }),
    );
  });

  test.each([
    "",
    "huggingface.co",
    "file:///etc",
    "javascript:alert(1)",
    "https://user:secret@host",
    "https://host/?a=1",
    "https://host/#x",
  ])("%j is no address", (baseUrl) => {
    expect(() => readHubModel({ name: "a/b", baseUrl })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ code: "address-invalid" }) as unknown }),
    );
  });
});

test("addresses stay within the model's own path", () => {
  const model = readHubModel({
    name: "org/name",
    revision: "refs/pr/1",
    baseUrl: "https://mirror.school.example/hub/",
  });
  expect(fileUrl(model, "model.safetensors")).toBe(
    "https://mirror.school.example/hub/org/name/resolve/refs%2Fpr%2F1/model.safetensors",
  );
  expect(fileUrl(model, "1_Pooling/config.json")).toBe(
    "https://mirror.school.example/hub/org/name/resolve/refs%2Fpr%2F1/1_Pooling/config.json",
  );
  expect(fileUrl(model, "a/../../b")).toContain("/a%2F..%2F..%2Fb");
  expect(fileUrl(model, "../secret")).toBe(
    "https://mirror.school.example/hub/org/name/resolve/refs%2Fpr%2F1/..%2Fsecret",
  );
  expect(listingUrl(model)).toBe(
    "https://mirror.school.example/hub/api/models/org/name/revision/refs%2Fpr%2F1?blobs=true",
  );
});
