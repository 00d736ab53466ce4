using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileNetGen;
using MobileNetGen.AspNetCore;
using MobileNetGen.AspNetCore.Classify;
using MobileNetGen.AspNetCore.Health;
using MobileNetGen.AspNetCore.Limits;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Networks;
using MobileNetGen.AspNetCore.OpenInference.Grpc;
using MobileNetGen.AspNetCore.OpenInference.Rest;
using MobileNetGen.AspNetCore.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds models to what an application serves.</summary>
public static class MobileNetServiceCollectionExtensions
{
    private const string Section = "Serving";

    /// <summary>Serves a model under a name.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">Its name, as clients use it in addresses: not empty, without a slash.</param>
    /// <param name="create">Makes the model when the application starts.</param>
    /// <param name="version">Its version; of several, the one with the highest number answers where clients name none.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">Name or version is empty, or has a slash.</exception>
    public static IServiceCollection AddServedModel(
        this IServiceCollection services, string name, Func<IServiceProvider, IServedModel> create, string version = "1")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(create);
        RequireSegment(name, nameof(name));
        RequireSegment(version, nameof(version));
        services.AddSingleton(new ServedModelRegistration(name, version, create));
        return services.AddServing();
    }

    /// <summary>
    /// Serves a generated network. <typeparamref name="TNetwork"/> can be injected too, with the weights that it has when it is first asked for,
    /// and <see cref="ServedNetwork{TNetwork}"/>, which follows when weights are replaced; both also by the name as key.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets how it is served, before the configuration does; null where the configuration says it all.</param>
    /// <param name="name">Its name, as clients use it in addresses; null for the description's.</param>
    /// <param name="version">Its version; of several, the one with the highest number answers where clients name none.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">Name or version is empty, or has a slash.</exception>
    public static IServiceCollection AddMobileNet<TNetwork>(
        this IServiceCollection services, Action<ServedNetworkOptions>? configure = null, string? name = null, string version = "1")
        where TNetwork : class, IGeneratedNetwork<TNetwork>
    {
        var served = name ?? TNetwork.Info.Name;
        var key = $"{served}/{version}";
        services.AddServedModel(
            served, provider => new NetworkModel<TNetwork>(Network(provider), provider.GetRequiredService<IOptions<ServingOptions>>()), version);
        services.AddOptions<ServedNetworkOptions>(key)
            .Configure(configure ?? (_ => { }))
            .BindConfiguration($"{Section}:Networks:{served}")
            .BindConfiguration($"{Section}:Networks:{served}:Versions:{version}");
        services.AddKeyedSingleton(
            key, (provider, _) => new ServedNetwork<TNetwork>(served, provider.GetRequiredService<IOptionsMonitor<ServedNetworkOptions>>().Get(key)));
        services.TryAddKeyedSingleton(served, (provider, _) => Network(provider));
        services.TryAddKeyedSingleton(served, (provider, _) => Network(provider).Rent().Network);
        services.TryAddSingleton(Network);
        services.TryAddSingleton(provider => Network(provider).Rent().Network);
        return services.AddSingleton<IHostedService>(
            provider => new WeightsWatcher<TNetwork>(Network(provider), provider.GetRequiredService<ILogger<WeightsWatcher<TNetwork>>>()));

        ServedNetwork<TNetwork> Network(IServiceProvider provider) => provider.GetRequiredKeyedService<ServedNetwork<TNetwork>>(key);
    }

    private static void RequireSegment(string value, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, parameter);
        if (value.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{value}' has a slash, which ends a part of an address.", parameter);
        }
    }

    private static IServiceCollection AddServing(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(InferenceServer)))
        {
            return services;
        }

        services.AddOptions<ServingOptions>().BindConfiguration(Section);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ClassifyJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, RestBodiesJson.Default);
        });
        services.AddMetrics();
        services.AddSingleton<IMemoryPoolFactory<byte>, TransportMemory>();
        services.AddSingleton<ModelRepository>();
        services.AddSingleton<BodyReader>();
        services.AddSingleton<RunGate>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<ServingMetrics>();
        services.AddSingleton<ReadyHealthCheck>();
        services.AddSingleton<StuckHealthCheck>();
        services.AddSingleton<InferenceServer>();
        services.AddSingleton<GrpcInferenceEndpoint>();
        services.AddHostedService<StartUp>();
        services.AddGrpc();
        services.AddSingleton<IServiceMethodProvider<GrpcInferenceEndpoint>, GrpcMethods>();
        services.AddSingleton<IConfigureOptions<GrpcServiceOptions<GrpcInferenceEndpoint>>, GrpcLimits>();
        services.AddHealthChecks().AddCheck<ReadyHealthCheck>("models", tags: [HealthTags.Ready]).AddCheck<StuckHealthCheck>(
            "stuck", tags: [HealthTags.Live, HealthTags.Ready]);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, ServerLimits>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HostOptions>, ServerLimits>());
        return services;
    }
}
