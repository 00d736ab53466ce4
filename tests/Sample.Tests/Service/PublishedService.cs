namespace MobileNetGen.Sample.Tests.Service;

/// <summary>The service as a NativeAOT binary, published once for all tests.</summary>
public sealed class PublishedService : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _published;

    internal async Task<RunningService> Start(params string[] settings)
    {
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
