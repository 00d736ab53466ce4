using Microsoft.AspNetCore.Http.HttpResults;
using MobileNetGen.Imaging;
using MobileNetGen.Sample;
using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Images;

namespace MobileNetGen.Samples.Service;

/// <summary><c>POST /classify</c>: an image as the body, labels as the answer.</summary>
internal static class ClassifyEndpoint
{
    private const int Guesses = 5;

    /// <summary>Reads the body to its end; only then waits for a place to decode and classify it.</summary>
    public static async Task<Results<Ok<Answer>, JsonHttpResult<Refusal>>> Answer(
        HttpRequest request, BodyReader bodies, RunGate gate, Classifier classifier, Settings settings, CancellationToken deadline)
    {
        try
        {
            using var body = await bodies.Read(request, deadline);
            var image = body.Bytes;
            var limits = new ImageLimits { MaxPixels = settings.LargestImage };
            var scores = await gate.Run(() => classifier.Classify(Picture.Read(image, "the body", limits)), deadline);
            return TypedResults.Ok(new Answer([.. Ranking.Top(scores, Guesses).Select(best => new Guess(classifier.Name(best.Index), best.Score))]));
        }
        catch (SampleException unreadable)
        {
            return Refused(StatusCodes.Status400BadRequest, unreadable.Message);
        }
        catch (BusyException busy)
        {
            request.HttpContext.Response.Headers.RetryAfter = "1";
            return Refused(StatusCodes.Status503ServiceUnavailable, busy.Message);
        }
    }

    private static JsonHttpResult<Refusal> Refused(int status, string why) => TypedResults.Json(new Refusal(why), AnswerJson.Default.Refusal, statusCode: status);
}
