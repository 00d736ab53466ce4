namespace MobileNetGen.Sample.Tests.Service;

/// <summary>The service as it was built with the tests; where all is asked for, as a NativeAOT binary, published once for all tests.</summary>
public sealed class PublishedService : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _published;

    internal async Task<RunningService> Start(params string[] settings)
    {
        if (!Thorough.IsAsked)
        {
            return await RunningService.Start(Path.GetDirectoryName(SamplePrograms.Path("Service"))!, settings);
        }

        NativeProgram.SkipUnlessPossible();
        if (!_published)
        {
            NativeProgram.Publish(_folder.Name, "samples", "Service");
            _published = true;
        }

        return await RunningService.Start(_folder.Name, settings);
    }

    public void Dispose() => _folder.Dispose();
}
