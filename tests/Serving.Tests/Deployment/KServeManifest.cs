using System.Text.Json;
using k8s;
using NJsonSchema;
using NJsonSchema.Validation;

namespace MobileNetGen.Serving.Tests.Deployment;

/// <summary>Objects of KServe's own kinds, held to a schema that was written from its documentation.</summary>
internal static class KServeManifest
{
    public static Dictionary<string, object?> Specification(string file) => KubernetesYaml.Deserialize<Loose>(Manifests.Text(file)).Spec;

    /// <summary>What the schema says against a manifest.</summary>
    public static async Task<IReadOnlyList<string>> Problems(string manifest)
    {
        using var schema = new StreamReader(typeof(KServeManifest).Assembly.GetManifestResourceStream("kserve.schema.json")!);
        var loose = KubernetesYaml.Deserialize<Dictionary<string, object?>>(manifest);
        var problems = (await JsonSchema.FromJsonAsync(await schema.ReadToEndAsync())).Validate(JsonSerializer.Serialize(loose));
        return [.. problems.SelectMany(Leaves).Select(problem => $"{problem.Kind} {problem.Path}")];
    }

    private static IEnumerable<ValidationError> Leaves(ValidationError problem) => problem is ChildSchemaValidationError several
        ? several.Errors.SelectMany(schema => schema.Value).SelectMany(Leaves)
        : [problem];

    private sealed class Loose
    {
        public string ApiVersion { get; set; } = "";

        public string Kind { get; set; } = "";

        public Dictionary<string, object?> Metadata { get; set; } = [];

        public Dictionary<string, object?> Spec { get; set; } = [];
    }
}
