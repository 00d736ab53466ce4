using MobileNetGen.Samples.MediaPipe;

if (args is not [("faces" or "cutout") and var command, var from, var to])
{
    Console.Error.WriteLine("usage: faces PHOTO PNG draws a box around each face; cutout PHOTO PNG makes everything but the person transparent");
    return 2;
}

try
{
    var photo = Photo.Load(from);
    if (command == "cutout")
    {
        using var cutter = new PersonCutter();
        photo.SaveWithAlpha(to, cutter.MaskOf(photo));
        return 0;
    }

    using var finder = new FaceFinder();
    foreach (var face in finder.Find(photo))
    {
        photo.Draw(face.Box);
        Console.WriteLine(FormattableString.Invariant($"face {face.Score:P0}: {face.Box.Left:F3} {face.Box.Top:F3} {face.Box.Right:F3} {face.Box.Bottom:F3}"));
    }

    photo.Save(to);
    return 0;
}
catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or MobileNetGen.Imaging.InvalidImageException or MobileNetGen.WeightException)
{
    Console.Error.WriteLine("error: " + wrong.Message);
    return 1;
}
