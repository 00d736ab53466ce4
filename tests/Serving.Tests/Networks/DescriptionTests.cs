using System.Text.Json.Nodes;
using NJsonSchema;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>The interface's own description, against what is really said.</summary>
public sealed class DescriptionTests
{
    private const string Infer = "/v2/models/{model}/infer";

    [Theory]
    [InlineData("/v2", "/v2")]
    [InlineData("/v2/health/ready", "/v2/health/ready")]
    [InlineData("/v2/models/{model}", "/v2/models/digits")]
    [InlineData("/v2/models/{model}/ready", "/v2/models/digits/ready")]
    public async Task Answers_have_the_form_that_is_described(string path, string address)
    {
        await using var server = await DigitsServer.Start();
        var document = await Document(server);
        var answer = await server.Client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Empty((await Schema(document, document["paths"]![path]!["get"]!["responses"]!["200"]!)).Validate(answer));
    }

    [Fact]
    public async Task Requests_and_their_answers_have_the_form_that_is_described()
    {
        await using var server = await DigitsServer.Start();
        var document = await Document(server);
        var operation = document["paths"]![Infer]!["post"]!;
        var data = string.Join(',', Enumerable.Repeat("0.5", DigitsNetwork.InputLength));
        var input = DigitsNetwork.Info.Inputs[0];
        var shape = $"1,{input.Shape.Height},{input.Shape.Width},{input.Shape.Channels}";
        var request = $$"""{"id":"a","inputs":[{"name":"{{input.Name}}","datatype":"FP32","shape":[{{shape}}],"data":[{{data}}]}]}""";
        Assert.Empty((await Schema(document, operation["requestBody"]!)).Validate(request));
        using var content = new StringContent(request);
        using var answer = await server.Client.PostAsync(new Uri("/v2/models/digits/infer", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, body);
        Assert.Empty((await Schema(document, operation["responses"]!["200"]!)).Validate(body));
        Assert.NotEmpty((await Schema(document, operation["requestBody"]!)).Validate("""{"inputs":[{"name":"x"}]}"""));
    }

    private static async Task<JsonNode> Document(ServedApplication server) =>
        JsonNode.Parse(await server.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken))!;

    /// <summary>The schema of a body, with those that it names where validators of JSON look for them.</summary>
    private static Task<JsonSchema> Schema(JsonNode document, JsonNode body)
    {
        var schema = body["content"]!["application/json"]!["schema"]!.DeepClone().AsObject();
        schema["definitions"] = document["components"]!["schemas"]!.DeepClone();
        var text = schema.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        return JsonSchema.FromJsonAsync(text, TestContext.Current.CancellationToken);
    }
}
