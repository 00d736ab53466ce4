using System.Globalization;
using MobileNetGen.ServingLoad;

// serving-load compare HOST PEER FOLDER PHOTO SECONDS | start HOST FOLDER PHOTO TIMES | replace HOST FOLDER PHOTO SECONDS | bars RESULTS
switch (args)
{
    case ["compare", var host, var peer, var folder, var photo, var seconds]:
        await Comparison.Run(host, peer, folder, File.ReadAllBytes(photo), Seconds(seconds));
        return 0;
    case ["start", var host, var folder, var photo, var times]:
        await Comparison.Start(host, folder, File.ReadAllBytes(photo), int.Parse(times, CultureInfo.InvariantCulture));
        return 0;
    case ["replace", var host, var folder, var photo, var seconds]:
        return await Replacement.Run(host, folder, File.ReadAllBytes(photo), Seconds(seconds)) ? 0 : 1;
    case ["bars", var results]:
        return Bars.Show(Results.Read(results)) ? 0 : 1;
    default:
        Console.Error.WriteLine(
            "serving-load compare HOST PEER FOLDER PHOTO SECONDS | start HOST FOLDER PHOTO TIMES | replace HOST FOLDER PHOTO SECONDS | bars RESULTS");
        return 2;
}

static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
