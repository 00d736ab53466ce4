using MobileNetGen.Training;

namespace MobileNetGen.DigitTraining.Commands;

/// <summary>Failures that a user can mend end in one line and exit code 1.</summary>
internal static class Failures
{
    public static int Guard(Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException
            or InvalidOperationException or UnauthorizedAccessException or TrainingDivergedException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }
}
