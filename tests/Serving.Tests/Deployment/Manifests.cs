using k8s;
using k8s.Models;
using MobileNetGen.Tests;

namespace MobileNetGen.Serving.Tests.Deployment;

/// <summary>What lies under deploy/ for clusters, as typed objects; a field that Kubernetes does not know is an error.</summary>
internal static class Manifests
{
    public static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, "deploy", file));

    public static IReadOnlyList<object> Read(string file) => KubernetesYaml.LoadAllFromString(Text(file), strict: true);

    public static T Find<T>(string file) => Read(file).OfType<T>().Single();

    /// <summary>The pods of a runtime of KServe's, whose kind is not Kubernetes' own: a part of its specification is that of a pod.</summary>
    public static V1PodSpec RuntimePod() => KubernetesYaml.Deserialize<V1PodSpec>(
        KubernetesYaml.Serialize(new Dictionary<string, object?>
        {
            ["containers"] = KServeManifest.Specification("kserve/runtime.yaml")["containers"],
            ["volumes"] = KServeManifest.Specification("kserve/runtime.yaml")["volumes"],
        }),
        strict: true);

    public static IEnumerable<(string File, V1PodSpec Pod)> Pods() =>
    [
        ("kubernetes/service.yaml", Find<V1Deployment>("kubernetes/service.yaml").Spec.Template.Spec),
        ("kubernetes/classify.yaml", Find<V1Job>("kubernetes/classify.yaml").Spec.Template.Spec),
        ("kserve/runtime.yaml", RuntimePod()),
    ];
}
