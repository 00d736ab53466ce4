using Microsoft.AspNetCore.Http.HttpResults;
using MobileNetGen.Sample;
using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Images;

namespace MobileNetGen.Samples.Service;

/// <summary><c>POST /classify</c>: an image as the body, labels as the answer.</summary>
internal static class ClassifyEndpoint
{
    private const int Guesses = 5;

    /// <summary>Reads the body to its end, which Kestrel ends with 413 where it is too long, and classifies.</summary>
    public static async Task<Results<Ok<Answer>, BadRequest<Refusal>>> Answer(HttpRequest request, Classifier classifier, Settings settings, CancellationToken gone)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, gone);
        body.Position = 0;
        try
        {
            var scores = classifier.Classify(RgbImage.Decode(body, "the body", settings.LargestImage));
            return TypedResults.Ok(new Answer([.. Ranking.Top(scores, Guesses).Select(best => new Guess(classifier.Name(best.Index), best.Score))]));
        }
        catch (SampleException unreadable)
        {
            return TypedResults.BadRequest(new Refusal(unreadable.Message));
        }
    }
}
