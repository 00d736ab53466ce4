using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MobileNetGen.Package.Tests.ThirdParty;

/// <summary>What is in a package, in CycloneDX's JSON (1.6). It has no time and no random number, so that equal packages have equal ones.</summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions s_readable =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string package, string version, string type, IReadOnlyList<Component> components)
    {
        var purl = $"pkg:nuget/{package}@{version}";
        var bill = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = Entry(type, package, version, purl, "MIT", "© MobileNetGen contributors") },
            ["components"] = new JsonArray([.. components.Select(Entry)]),
            ["dependencies"] = new JsonArray(
            [
                Needs(purl, components.Select(component => component.Purl)),
                .. components.Select(
                    component => Needs(component.Purl, component.DependsOn.Select(name => components.Single(other => other.Name == name).Purl))),
            ]),
        };
        return bill.ToJsonString(s_readable) + "\n";
    }

    private static JsonObject Entry(Component component)
    {
        var entry = Entry("library", component.Name, component.Version, component.Purl, component.License, component.Copyright);
        entry["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = component.Sha512 });
        return entry;
    }

    private static JsonObject Entry(string type, string name, string version, string purl, string license, string copyright) => new()
    {
        ["type"] = type,
        ["bom-ref"] = purl,
        ["name"] = name,
        ["version"] = version,
        ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = license } }),
        ["copyright"] = copyright,
        ["purl"] = purl,
    };

    private static JsonObject Needs(string purl, IEnumerable<string> others) =>
        new() { ["ref"] = purl, ["dependsOn"] = new JsonArray([.. others.Order(StringComparer.Ordinal).Select(other => JsonValue.Create(other))]) };
}
