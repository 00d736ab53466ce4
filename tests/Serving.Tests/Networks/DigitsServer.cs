using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MobileNetGen.Tests;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>An application that serves the digits' network.</summary>
internal static class DigitsServer
{
    public static string Weights => Path.Combine(Repository.Root, "src", "Sample", "digits.safetensors");

    /// <param name="settings">Of the configuration.</param>
    public static Task<ServedApplication> Start(params (string Key, string Value)[] settings) => ServedApplication.Start(
        services =>
        {
            services.AddMobileNet<DigitsNetwork>(
                options => options.UseLabels(Labels.FromLines(Enumerable.Range(0, 10).Select(digit => $"{digit}"))), "digits");
            services.AddOpenApi();
        },
        app =>
        {
            app.MapPredict();
            app.MapClassify<DigitsNetwork>("/classify");
            app.MapServingHealth();
            app.MapOpenApi();
        },
        [("Serving:Networks:digits:Weights", Weights), .. settings]);
}
