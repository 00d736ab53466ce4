using System.Net;
using k8s.Models;
using MobileNetGen.Serving.Tests.Networks;
using MobileNetGen.Tests;
using Xunit;

namespace MobileNetGen.Serving.Tests.Deployment;

/// <summary>What lies under deploy/, against Kubernetes' types, KServe's documentation and the programs themselves.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void Manifests_have_no_field_that_Kubernetes_does_not_know()
    {
        Assert.Equal(
            [typeof(V1Deployment), typeof(V1Service), typeof(V2HorizontalPodAutoscaler), typeof(V1PodDisruptionBudget)],
            Manifests.Read("kubernetes/service.yaml").Select(one => one.GetType()));
        Assert.Equal([typeof(V1Job)], Manifests.Read("kubernetes/classify.yaml").Select(one => one.GetType()));
        Assert.NotEmpty(Manifests.RuntimePod().Containers);
    }

    [Theory]
    [InlineData("readOnlyRootFilesystem", "readOnlyRootFileSystem")]
    [InlineData("periodSeconds", "periodseconds")]
    [InlineData("maxReplicas", "maximumReplicas")]
    public void A_field_that_is_spelled_wrongly_is_found(string field, string wrong)
    {
        var text = Manifests.Text("kubernetes/service.yaml").Replace(field, wrong, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => k8s.KubernetesYaml.LoadAllFromString(text, strict: true));
    }

    [Theory]
    [InlineData("kserve/runtime.yaml")]
    [InlineData("kserve/service.yaml")]
    public async Task KServes_kinds_are_as_its_documentation_says(string file) => Assert.Empty(await KServeManifest.Problems(Manifests.Text(file)));

    [Theory]
    [InlineData("kserve/runtime.yaml", "protocolVersions:", "protocols:")]
    [InlineData("kserve/runtime.yaml", "- grpc-v2", "- grpc")]
    [InlineData("kserve/runtime.yaml", "containers:", "container:")]
    [InlineData("kserve/service.yaml", "storageUri", "storageURI")]
    [InlineData("kserve/service.yaml", "v1beta1", "v1")]
    public async Task What_KServe_does_not_know_is_found(string file, string right, string wrong) =>
        Assert.NotEmpty(await KServeManifest.Problems(Manifests.Text(file).Replace(right, wrong, StringComparison.Ordinal)));

    /// <summary>What clusters demand of pods that are restricted (Pod Security Standards), and a limit of memory.</summary>
    [Fact]
    public void Every_container_is_without_rights_and_within_limits() => Assert.All(Manifests.Pods(), pod => Assert.All(pod.Pod.Containers, container =>
    {
        var (inPod, own) = (pod.Pod.SecurityContext, container.SecurityContext);
        Assert.True(own.RunAsNonRoot ?? inPod?.RunAsNonRoot, pod.File);
        Assert.False(own.AllowPrivilegeEscalation);
        Assert.True(own.ReadOnlyRootFilesystem);
        Assert.Equal(["ALL"], own.Capabilities.Drop);
        Assert.Equal(["cpu", "memory"], container.Resources.Requests.Keys.Order());
        Assert.Equal(["cpu", "memory"], container.Resources.Limits.Keys.Order());
        Assert.Equal(container.VolumeMounts.Select(mount => mount.Name).Order(), pod.Pod.Volumes.Select(volume => volume.Name).Order());
        Assert.Contains(container.VolumeMounts, mount => mount.MountPath == "/tmp");
    }));

    [Fact]
    public async Task What_probes_ask_is_answered()
    {
        await using var server = await DigitsServer.Start();
        foreach (var container in Manifests.Pods().SelectMany(pod => pod.Pod.Containers))
        {
            foreach (var probe in new[] { container.StartupProbe, container.ReadinessProbe, container.LivenessProbe }.OfType<V1Probe>())
            {
                using var answer = await server.Client.GetAsync(new Uri(probe.HttpGet.Path, UriKind.Relative), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                var port = probe.HttpGet.Port.Value;
                Assert.Contains(container.Ports, one => one.Name == port || $"{one.ContainerPort}" == port);
            }
        }
    }

    [Fact]
    public void Pods_have_longer_to_end_than_the_service_takes()
    {
        var pod = Manifests.Find<V1Deployment>("kubernetes/service.yaml").Spec.Template.Spec;
        Assert.True(pod.TerminationGracePeriodSeconds > new AspNetCore.ServingOptions().ShutdownSeconds);
    }

    [Fact]
    public void The_parts_find_each_other()
    {
        const string file = "kubernetes/service.yaml";
        var deployment = Manifests.Find<V1Deployment>(file);
        var labels = deployment.Spec.Template.Metadata.Labels;
        Assert.Equal(labels, deployment.Spec.Selector.MatchLabels);
        Assert.Equal(labels, Manifests.Find<V1Service>(file).Spec.Selector);
        Assert.Equal(labels, Manifests.Find<V1PodDisruptionBudget>(file).Spec.Selector.MatchLabels);
        Assert.Equal(deployment.Metadata.Name, Manifests.Find<V2HorizontalPodAutoscaler>(file).Spec.ScaleTargetRef.Name);
        var names = deployment.Spec.Template.Spec.Containers[0].Ports.Select(port => port.Name).ToList();
        Assert.All(Manifests.Find<V1Service>(file).Spec.Ports, port => Assert.Contains(port.TargetPort.Value, names));
        Assert.Contains(Manifests.RuntimePod().Containers, container => container.Name == "kserve-container");
        Assert.Contains("name: mobilenetgen\n", Manifests.Text("kserve/runtime.yaml"), StringComparison.Ordinal);
        Assert.Contains("runtime: mobilenetgen\n", Manifests.Text("kserve/service.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_indexed_job_has_as_many_shards_as_completions()
    {
        var job = Manifests.Find<V1Job>("kubernetes/classify.yaml").Spec;
        Assert.Equal("Indexed", job.CompletionMode);
        var args = job.Template.Spec.Containers[0].Args;
        Assert.Contains($"--shards={job.Completions}", args);
        Assert.Contains("--resume", args);
        Assert.DoesNotContain(args, argument => argument.StartsWith("--shard=", StringComparison.Ordinal));
    }

    /// <summary>What is copied is what publishing makes, and nobody is root.</summary>
    [Fact]
    public void The_Dockerfile_is_about_the_projects_that_there_are()
    {
        var lines = Manifests.Text("Dockerfile").Split('\n');
        foreach (var project in lines.Where(line => line.StartsWith("RUN dotnet publish", StringComparison.Ordinal)).Select(line => line.Split(' ')[3]))
        {
            Assert.Single(Directory.GetFiles(Path.Combine(Repository.Root, project), "*.csproj"));
        }

        Assert.Contains("COPY --from=build-service /out/MobileNetGen.Samples.Service /app/", lines);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "samples/Service/MobileNetGen.Samples.Service.csproj")));
        var tool = File.ReadAllText(Path.Combine(Repository.Root, "src/Tool/MobileNetGen.Tool.csproj"));
        Assert.Contains("<AssemblyName>mobilenetgen</AssemblyName>", tool, StringComparison.Ordinal);
        var images = string.Join('\n', lines).Split("\nFROM ").Where(image => image.Contains("ENTRYPOINT", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, images.Count);
        Assert.All(images, image => Assert.Contains("chiseled", image.Split('\n')[0], StringComparison.Ordinal));
        Assert.All(images, image => Assert.Contains("\nUSER $APP_UID\n", image, StringComparison.Ordinal));
    }
}
