using static System.FormattableString;
using MobileNetGen.Samples.MediaPipe;

const string uses = """
      MediaPipe faces PHOTO PNG     draws a box around each face, and says where it is
      MediaPipe cutout PHOTO PNG    makes everything but the person transparent
    """;

if (args is [])
{
    Console.WriteLine("Runs two networks of MediaPipe, which fetch.sh fetched, on a photo (JPEG, PNG, BMP or GIF):\n\n" + uses);
    return 0;
}

if (args is not [("faces" or "cutout") and var command, var from, var to])
{
    Console.Error.WriteLine("error: that is neither of\n\n" + uses);
    return 2;
}

try
{
    var photo = Photo.Load(from);
    if (command == "cutout")
    {
        using var cutter = new PersonCutter();
        var mask = cutter.MaskOf(photo);
        var share = PersonCutter.ShareOf(mask);
        Console.WriteLine(share > 0 ? Invariant($"{share:P0} of the photo are a person") : "no person found: all of the photo became transparent");
        photo.SaveWithAlpha(to, mask);
        return 0;
    }

    using var finder = new FaceFinder();
    var faces = finder.Find(photo);
    if (faces.Count == 0)
    {
        Console.WriteLine($"no face found: {to} is the photo without a box");
    }

    foreach (var face in faces)
    {
        photo.Draw(face.Box);
        Console.WriteLine(Invariant($"face {face.Score:P0}: {face.Box.Left:F3} {face.Box.Top:F3} {face.Box.Right:F3} {face.Box.Bottom:F3}"));
    }

    photo.Save(to);
    return 0;
}
catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or MobileNetGen.Imaging.InvalidImageException or MobileNetGen.WeightException)
{
    Console.Error.WriteLine("error: " + wrong.Message);
    return 1;
}
